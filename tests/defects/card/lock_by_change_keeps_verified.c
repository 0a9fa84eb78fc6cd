/* SPDX-License-Identifier: MIT */
/* Defect: wrong old PINs of a change lock it, and leave what was verified before. (PIN-3) */
#include "card/pin.h"

#define cmd_change cmd_change_right
#include "card/cmd_pin.c"
#undef cmd_change

enum sw cmd_change(struct card *card, const struct capdu *in, struct buf *out)
{
    bool verified = card->state.session.verified;
    enum sw sw = cmd_change_right(card, in, out);

    card->state.session.verified = verified;
    return sw;
}
