/* SPDX-License-Identifier: MIT */
/* Defect: an unlock stores the tries first and the new PIN after. (UNB-9) */
#include "card/state.h"

#define cmd_reset_retry cmd_reset_retry_right
#include "card/cmd_pin.c"
#undef cmd_reset_retry

enum sw cmd_reset_retry(struct card *card, const struct capdu *in, struct buf *out)
{
    if (in->p1 == 2 && card->state.session.authorised) {
        pin_refill(card, ROLE_PIN);
        if (!journal_flush(card))
            return SW_MEMORY;
    }
    return cmd_reset_retry_right(card, in, out);
}
