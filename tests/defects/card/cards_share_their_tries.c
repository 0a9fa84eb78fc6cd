/* SPDX-License-Identifier: MIT */
/* Defect: the tries are counted in one place for all cards of a process. (PIN-4) */
#define pin_check pin_check_right
#include "card/pin_check.c"
#undef pin_check

#include "card/state.h"

enum pin_result pin_check(struct card *card, enum pin_role role, struct bytes digits)
{
    static int shared = -1;
    struct pin *pin = &card->state.pins[role];

    if (role == ROLE_PUK)
        return pin_check_right(card, role, digits);
    if (shared >= 0)
        pin->tries = (uint8_t)shared;
    enum pin_result result = pin_check_right(card, role, digits);
    shared = pin->tries;
    return result;
}
