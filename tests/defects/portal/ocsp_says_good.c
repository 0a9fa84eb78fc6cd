/* SPDX-License-Identifier: MIT */
/* Defect: suspension and revocation do not reach OCSP. (CRT-4) */
#include "portal-mock/records.h"

static enum database_result find_good(struct database *database, const char *serial,
                                      struct certificate *certificate)
{
    enum database_result found = certificate_find(database, serial, certificate);

    certificate->state = STATE_GOOD;
    return found;
}

#define certificate_find find_good
#include "portal-mock/plain.c"
