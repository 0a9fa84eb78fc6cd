/* SPDX-License-Identifier: MIT */
/* Defect: RESET RETRY COUNTER without PUK does not look for the portal's answer. (UNB-8) */
#include "card/state.h"

#define cmd_reset_retry cmd_reset_retry_right
#include "card/cmd_pin.c"
#undef cmd_reset_retry

enum sw cmd_reset_retry(struct card *card, const struct capdu *in, struct buf *out)
{
    card->state.session.authorised = true;
    return cmd_reset_retry_right(card, in, out);
}
