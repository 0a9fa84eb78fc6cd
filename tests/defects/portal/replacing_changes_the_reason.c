/* SPDX-License-Identifier: MIT */
/* Defect: a replacement writes its own reason over that of a certificate that was revoked before.
 * (CRT-3) */
#include "portal-mock/production.h"

#include "portal-mock/records.h"

static enum database_result find_as_good(struct database *database, const char *card,
                                         struct certificate *certificate)
{
    enum database_result found = certificate_of_card(database, card, certificate);

    certificate->state = STATE_GOOD;
    return found;
}

#define certificate_of_card find_as_good
#include "portal-mock/production.c"
