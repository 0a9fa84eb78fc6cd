/* SPDX-License-Identifier: MIT */
/* Defect: a new PIN of another length leaves the old one's length on the card. (PIN-6) */
#include "card/pin.h"

#define pin_set pin_set_right
#include "card/pin.c"
#undef pin_set

enum pin_result pin_set(struct card *card, enum pin_role role, struct bytes digits)
{
    uint8_t length = card->state.pins[role].length;
    enum pin_result result = pin_set_right(card, role, digits);

    if (length > 0)
        card->state.pins[role].length = length;
    return result;
}
