/* SPDX-License-Identifier: MIT */
/* Structural defect: the tries are counted in memory alone; a reset gives them back. (PIN-4) */
#include "card/journal.h"
#include "card/pin.h"

enum pin_result pin_check(struct card *card, enum pin_role role, struct bytes digits)
{
    struct pin *pin = &card->state.pins[role];

    if (pin->tries == 0)
        return PIN_BLOCKED;
    pin->tries--;
    enum pin_result result = pin_compare(card, role, digits);
    if (result != PIN_RIGHT)
        return result;
    pin_refill(card, role);
    return journal_flush(card) ? PIN_RIGHT : PIN_NOT_STORED;
}
