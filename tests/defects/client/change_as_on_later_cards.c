/* SPDX-License-Identifier: MIT */
/* Defect: a v1 card is sent a change in the form of the later versions. (UNB-1) */
#include "sim/engine/card.h"

#define akis_pin_change akis_pin_change_right
#include "sim/engine/pin.c"
#undef akis_pin_change

struct akis_result akis_pin_change(struct akis_card *card, const char *old_pin, const char *new_pin)
{
    const struct dialect *own = card->dialect;
    struct dialect later = *own;

    later.wire = WIRE_V2;
    card->dialect = &later;
    struct akis_result result = akis_pin_change_right(card, old_pin, new_pin);
    if (card->dialect == &later)
        card->dialect = own;
    return result;
}
