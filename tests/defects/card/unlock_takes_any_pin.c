/* SPDX-License-Identifier: MIT */
/* Defect: the new PIN of an unlock by the portal's answer is not looked at. (UNB-9) */
#include "card/state.h"

#define cmd_reset_retry cmd_reset_retry_right
#include "card/cmd_pin.c"
#undef cmd_reset_retry

enum sw cmd_reset_retry(struct card *card, const struct capdu *in, struct buf *out)
{
    if (in->p1 != 2 || !card->state.session.authorised)
        return cmd_reset_retry_right(card, in, out);
    card->state.session.authorised = false;
    return unlock(card, in->data, 1);
}
