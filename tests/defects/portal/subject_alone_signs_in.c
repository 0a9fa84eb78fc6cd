/* SPDX-License-Identifier: MIT */
/* Defect: E-imzalı Giriş looks at the number in a certificate, and not to whom it was issued.
 * (LOG-6) */
#include "portal-mock/handlers.h"

static enum database_result find_as_named(struct database *database, const char *serial,
                                          struct certificate *certificate);

#define certificate_find find_as_named
#include "portal-mock/signed.c"
#undef certificate_find

static enum database_result find_as_named(struct database *database, const char *serial,
                                          struct certificate *certificate)
{
    enum database_result found = certificate_find(database, serial, certificate);
    struct ca_description named;

    if (found == DATABASE_OK && ca_describe(blob_bytes(&certificate->der), &named) == CA_OK)
        (void)snprintf(certificate->holder, sizeof certificate->holder, "%s", named.subject_id);
    return found;
}
