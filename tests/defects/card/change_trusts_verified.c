/* SPDX-License-Identifier: MIT */
/* Defect: in a verified session a change takes any old PIN. (PIN-6) */
#include "card/pin.h"

#define cmd_change cmd_change_right
#include "card/cmd_pin.c"
#undef cmd_change

enum sw cmd_change(struct card *card, const struct capdu *in, struct buf *out)
{
    int64_t needs_old = card->state.policy.change_needs_old;

    card->state.policy.change_needs_old = !card->state.session.verified;
    enum sw sw = cmd_change_right(card, in, out);
    card->state.policy.change_needs_old = needs_old;
    return sw;
}
