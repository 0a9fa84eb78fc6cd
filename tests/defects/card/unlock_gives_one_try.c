/* SPDX-License-Identifier: MIT */
/* Defect: an unlock by PUK gives the new PIN one try. (UNB-1) */
#include "card/state.h"

#define cmd_reset_retry cmd_reset_retry_right
#include "card/cmd_pin.c"
#undef cmd_reset_retry

enum sw cmd_reset_retry(struct card *card, const struct capdu *in, struct buf *out)
{
    enum sw sw = cmd_reset_retry_right(card, in, out);

    if (sw == SW_OK && in->p1 == 0)
        card->state.pins[ROLE_PIN].tries = 1;
    return sw;
}
