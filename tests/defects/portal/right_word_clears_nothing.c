/* SPDX-License-Identifier: MIT */
/* Defect: wrong words are counted for ever; a right login in between does not end the count.
 * (LOG-5)
 */
#include "portal-mock/attempts.h"

#define attempts_clear attempts_clear_right
#include "portal-mock/attempts.c"
#undef attempts_clear

enum database_result attempts_clear(struct portal *portal, const char *kimlik_no)
{
    (void)portal;
    (void)kimlik_no;
    return DATABASE_OK;
}
