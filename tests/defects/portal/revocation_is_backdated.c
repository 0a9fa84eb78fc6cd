/* SPDX-License-Identifier: MIT */
/* Defect: a revocation is published as of the certificate's first second. (CRT-4) */
#include "portal-mock/life.h"

#include "portal-mock/records.h"

static enum database_result set_backdated(struct database *database,
                                          const struct certificate *certificate)
{
    struct certificate written = *certificate;

    written.since = certificate->not_before;
    return certificate_set_state(database, &written);
}

#define certificate_set_state set_backdated
#include "portal-mock/life.c"
