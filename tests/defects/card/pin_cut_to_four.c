/* SPDX-License-Identifier: MIT */
/* Defect: of a PIN or PUK the first four digits count. (PIN-1) */
#include "card/pin.h"

#define pin_compare pin_compare_right
#define pin_set     pin_set_right
#include "card/pin.c"
#undef pin_compare
#undef pin_set

enum { COMPARED = 4 };

enum pin_result pin_compare(struct card *card, enum pin_role role, struct bytes digits)
{
    return pin_compare_right(card, role, bytes_slice(digits, 0, COMPARED));
}

enum pin_result pin_set(struct card *card, enum pin_role role, struct bytes digits)
{
    enum pin_result result = pin_set_right(card, role, bytes_slice(digits, 0, COMPARED));

    card->state.pins[role].length = (uint8_t)digits.size;
    return result;
}
