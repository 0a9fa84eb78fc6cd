/* SPDX-License-Identifier: MIT */
/* Defect: a right PIN takes back its own try, and not the wrong ones before it. (PIN-2) */
#include "card/pin.h"

#define pin_check pin_check_right
#include "card/pin_check.c"
#undef pin_check

enum pin_result pin_check(struct card *card, enum pin_role role, struct bytes digits)
{
    uint8_t *tries = &card->state.pins[role].tries;
    uint8_t before = *tries;
    enum pin_result result = pin_check_right(card, role, digits);

    if (result == PIN_RIGHT && role == ROLE_PIN)
        *tries = before;
    return result;
}
