/* SPDX-License-Identifier: MIT */
/* Defect: a renewal revokes the certificate that it is to follow. (CRT-5) */
#include "portal-mock/portal.h"

#define portal_renew portal_renew_right
#include "portal-mock/desk.c"
#undef portal_renew

enum { SUPERSEDED = 4 };

enum portal_result portal_renew(struct portal *portal, const char *card_serial,
                                struct portal_product *product)
{
    struct certificate old = {0};
    enum database_result found = certificate_of_card(portal->database, card_serial, &old);
    enum portal_result result = portal_renew_right(portal, card_serial, product);

    certificate_free(&old);
    if (result == PORTAL_OK && found == DATABASE_OK)
        result = portal_revoke(portal, old.serial, SUPERSEDED);
    return result;
}
