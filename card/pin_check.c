/* SPDX-License-Identifier: MIT */
/*
 * The one place where a try is spent. The order is the point: charge, store, compare,
 * refund. It stands alone so that a test can link a wrong order in its place.
 */
#include "card/journal.h"
#include "card/pin.h"

enum pin_result pin_check(struct card *card, enum pin_role role, struct bytes digits)
{
    const struct card_policy *rules = &card->state.policy;
    struct pin *pin = &card->state.pins[role];
    bool refunds = role == ROLE_PIN ? rules->right_pin_restores : rules->puk_restores_puk_tries;

    if (pin->tries == 0 && (role == ROLE_PUK || rules->locked_refuses))
        return PIN_BLOCKED;
    if (pin->tries > 0)
        pin->tries--;
    journal_touch(card, RECORD_PINS);
    if (!journal_flush(card))
        return PIN_NOT_STORED;
    enum pin_result result = pin_compare(card, role, digits);
    if (result != PIN_RIGHT || !refunds)
        return result;
    pin_refill(card, role);
    return journal_flush(card) ? PIN_RIGHT : PIN_NOT_STORED;
}
