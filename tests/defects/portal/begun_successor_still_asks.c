/* SPDX-License-Identifier: MIT */
/* Defect: a successor that begins this very second counts as one that waits. (CRT-6) */
#include "portal-mock/handlers.h"

static enum database_result find_later(struct database *database, const char *serial,
                                       struct certificate *successor)
{
    enum database_result found = certificate_after(database, serial, successor);

    successor->not_before++;
    return found;
}

#define certificate_after find_later
#include "portal-mock/certificates.c"
