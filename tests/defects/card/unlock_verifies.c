/* SPDX-License-Identifier: MIT */
/* Defect: who has unlocked the PIN counts as verified. (PIN-5) */
#include "card/pin.h"

#define cmd_reset_retry cmd_reset_retry_right
#include "card/cmd_pin.c"
#undef cmd_reset_retry

enum sw cmd_reset_retry(struct card *card, const struct capdu *in, struct buf *out)
{
    enum sw sw = cmd_reset_retry_right(card, in, out);

    card->state.session.verified = card->state.session.verified || sw == SW_OK;
    return sw;
}
