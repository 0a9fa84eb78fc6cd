/* SPDX-License-Identifier: MIT */
/* Defect: all but "locked" counts as verified, a wrong PIN too. (PIN-5) */
#include "card/pin.h"

#define cmd_verify cmd_verify_right
#include "card/cmd_pin.c"
#undef cmd_verify

enum sw cmd_verify(struct card *card, const struct capdu *in, struct buf *out)
{
    enum sw sw = cmd_verify_right(card, in, out);

    if (in->shape == TELLS && sw != SW_BLOCKED)
        card->state.session.verified = true;
    return sw;
}
