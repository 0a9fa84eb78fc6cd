/* SPDX-License-Identifier: MIT */
/* Defect: of a holder's certificates the newest alone signs in. (LOG-6) */
#include "portal-mock/handlers.h"

#include <string.h>

struct newest {
    char serial[CERTIFICATE_SERIAL];
};

static bool note(void *context, const struct certificate *certificate)
{
    struct newest *newest = context;

    memcpy(newest->serial, certificate->serial, sizeof newest->serial);
    return true;
}

static enum database_result find_newest(struct database *database, const char *serial,
                                        struct certificate *certificate)
{
    struct newest newest = {""};
    enum database_result found = certificate_find(database, serial, certificate);

    if (found == DATABASE_OK)
        found = certificate_each(database, certificate->holder, note, &newest);
    return found == DATABASE_OK && strcmp(newest.serial, serial) != 0 ? DATABASE_ABSENT : found;
}

#define certificate_find find_newest
#include "portal-mock/signed.c"
