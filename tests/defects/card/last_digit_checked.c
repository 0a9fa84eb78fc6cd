/* SPDX-License-Identifier: MIT */
/* Defect: of a new PIN or PUK the last character alone must be a digit. (PIN-6) */
#include "card/pin.h"

#define pin_well_formed pin_well_formed_right
#include "card/pin.c"
#undef pin_well_formed

bool pin_well_formed(const struct card *card, enum pin_role role, struct bytes digits)
{
    uint8_t stars[PIN_DIGITS];

    if (digits.size == 0 || digits.size > sizeof stars)
        return false;
    memset(stars, digits.data[digits.size - 1], sizeof stars);
    return pin_well_formed_right(card, role, bytes_of(stars, digits.size));
}
