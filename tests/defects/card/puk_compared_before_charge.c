/* SPDX-License-Identifier: MIT */
/* Defect: a PUK is compared before its try is stored as spent. (UNB-3) */
#include "card/pin.h"

#define pin_check pin_check_right
#include "card/pin_check.c"
#undef pin_check

enum pin_result pin_check(struct card *card, enum pin_role role, struct bytes digits)
{
    struct pin *pin = &card->state.pins[role];

    if (role == ROLE_PIN || pin->tries == 0)
        return pin_check_right(card, role, digits);
    enum pin_result result = pin_compare(card, role, digits);
    if (result == PIN_RIGHT)
        pin_refill(card, role);
    else
        pin->tries--;
    journal_touch(card, RECORD_PINS);
    return journal_flush(card) ? result : PIN_NOT_STORED;
}
