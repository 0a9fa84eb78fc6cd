/* SPDX-License-Identifier: MIT */
/* Defect: the right old PIN of a change gives no tries back. (PIN-2) */
#include "card/pin.h"

static enum pin_result pin_check_of_change(struct card *card, enum pin_role role,
                                           struct bytes digits);

#define pin_check  pin_check_of_change
#define cmd_verify cmd_verify_without
#include "card/cmd_pin.c"
#undef pin_check
#undef cmd_verify

static enum pin_result pin_check_of_change(struct card *card, enum pin_role role,
                                           struct bytes digits)
{
    uint8_t before = card->state.pins[role].tries;
    enum pin_result result = pin_check(card, role, digits);

    if (result == PIN_RIGHT && role == ROLE_PIN)
        card->state.pins[role].tries = before;
    return result;
}

enum sw cmd_verify(struct card *card, const struct capdu *in, struct buf *out)
{
    enum sw sw = cmd_verify_without(card, in, out);

    if (sw == SW_OK && in->shape == TELLS)
        pin_refill(card, ROLE_PIN);
    return sw;
}
