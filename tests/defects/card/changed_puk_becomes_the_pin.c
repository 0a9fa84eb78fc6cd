/* SPDX-License-Identifier: MIT */
/* Defect: a change of the PUK sets the PIN. (UNB-11) */
#include "card/pin.h"

#define pin_set pin_set_right
#include "card/pin.c"
#undef pin_set

enum pin_result pin_set(struct card *card, enum pin_role role, struct bytes digits)
{
    bool born = card->state.pins[role].length > 0;

    return pin_set_right(card, born ? ROLE_PIN : role, digits);
}
