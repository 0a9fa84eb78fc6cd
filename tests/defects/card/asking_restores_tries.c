/* SPDX-License-Identifier: MIT */
/* Defect: to ask for the tries left begins the count anew. (PIN-7) */
#include "card/state.h"

#define cmd_verify cmd_verify_right
#include "card/cmd_pin.c"
#undef cmd_verify

enum sw cmd_verify(struct card *card, const struct capdu *in, struct buf *out)
{
    if (in->shape == BARE && card->state.pins[ROLE_PIN].tries > 0)
        pin_refill(card, ROLE_PIN);
    return cmd_verify_right(card, in, out);
}
