/* SPDX-License-Identifier: MIT */
/*
 * Structural defect: the digits are compared before the try is stored as spent. Whoever cuts
 * the power after the compare guesses for nothing. (PIN-4, UNB-3)
 */
#include "card/journal.h"
#include "card/pin.h"

enum pin_result pin_check(struct card *card, enum pin_role role, struct bytes digits)
{
    struct pin *pin = &card->state.pins[role];

    if (pin->tries == 0)
        return PIN_BLOCKED;
    enum pin_result result = pin_compare(card, role, digits);
    if (result == PIN_RIGHT)
        pin_refill(card, role);
    else
        pin->tries--;
    journal_touch(card, RECORD_PINS);
    return journal_flush(card) ? result : PIN_NOT_STORED;
}
