/* SPDX-License-Identifier: MIT */
/* Defect: an unlock gives the tries back one by one, each stored, and sets the new PIN last.
 * (UNB-9) */
#include "card/journal.h"
#include "card/state.h"

static enum pin_result pin_set_last(struct card *card, enum pin_role role, struct bytes digits)
{
    struct pin *pin = &card->state.pins[role];
    const bool locked = pin->tries == 0;

    while (locked && pin->tries < card->state.policy.pin_tries) {
        pin->tries++;
        journal_touch(card, RECORD_PINS);
        if (!journal_flush(card))
            return PIN_NOT_STORED;
    }
    return pin_set(card, role, digits);
}

#define pin_set pin_set_last
#include "card/cmd_pin.c"
