/* SPDX-License-Identifier: MIT */
/* Defect: a card whose certificate was revoked is replaced without the fee. (CRT-3) */
#include "portal-mock/portal.h"

#define portal_replace portal_replace_right
#include "portal-mock/desk.c"
#undef portal_replace

enum portal_result portal_replace(struct portal *portal, const char *card_serial,
                                  struct portal_product *product)
{
    struct card_row card = {0};
    struct certificate old = {0};
    int64_t needed = portal->policy.fee_needed;

    if (find(portal, card_serial, &card, &old) == PORTAL_OK && old.state == STATE_REVOKED)
        portal->policy.fee_needed = 0;
    enum portal_result result = portal_replace_right(portal, card_serial, product);
    portal->policy.fee_needed = needed;
    return result;
}
