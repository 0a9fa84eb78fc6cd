/* SPDX-License-Identifier: MIT */
/* Defect: wrong PUKs are charged to the PIN. (UNB-2) */
#include "card/pin.h"

#define pin_check pin_check_right
#include "card/pin_check.c"
#undef pin_check

enum pin_result pin_check(struct card *card, enum pin_role role, struct bytes digits)
{
    struct pin *pin = &card->state.pins[ROLE_PIN];

    if (role == ROLE_PIN)
        return pin_check_right(card, role, digits);
    if (pin_compare(card, ROLE_PUK, digits) == PIN_RIGHT)
        return PIN_RIGHT;
    if (pin->tries > 0)
        pin->tries--;
    journal_touch(card, RECORD_PINS);
    return journal_flush(card) ? PIN_WRONG : PIN_NOT_STORED;
}
