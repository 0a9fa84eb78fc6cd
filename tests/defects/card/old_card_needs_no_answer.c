/* SPDX-License-Identifier: MIT */
/* Defect: an old card takes a new PIN without PUK and without an answer. (UNB-5) */
#include "card/state.h"

#define cmd_reset_retry cmd_reset_retry_right
#include "card/cmd_pin.c"
#undef cmd_reset_retry

enum sw cmd_reset_retry(struct card *card, const struct capdu *in, struct buf *out)
{
    if (in->p1 == 2 && card_unlocks_by_puk(card))
        return unlock(card, in->data, 1);
    return cmd_reset_retry_right(card, in, out);
}
