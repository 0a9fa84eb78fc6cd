/* SPDX-License-Identifier: MIT */
/* Defect: a hold or revocation keeps the time at which its certificate was made. (CRT-4) */
#include "portal-mock/life.h"

#include "portal-mock/records.h"

static enum database_result set_undated(struct database *database,
                                        const struct certificate *certificate)
{
    struct certificate before = {0};
    struct certificate written = *certificate;
    enum database_result found = certificate_find(database, certificate->serial, &before);

    written.since = before.since;
    certificate_free(&before);
    return found == DATABASE_OK ? certificate_set_state(database, &written) : found;
}

#define certificate_set_state set_undated
#include "portal-mock/life.c"
