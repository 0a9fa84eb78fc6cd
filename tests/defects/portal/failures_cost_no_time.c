/* SPDX-License-Identifier: MIT */
/* Defect: wrong words lock a Kimlik No, and slow nothing down before. (LOG-5) */
#include "portal-mock/attempts.h"

#define attempts_delay attempts_delay_right
#include "portal-mock/attempts.c"
#undef attempts_delay

unsigned attempts_delay(const struct portal *portal, const struct attempts *attempts)
{
    return 0 * attempts_delay_right(portal, attempts);
}
