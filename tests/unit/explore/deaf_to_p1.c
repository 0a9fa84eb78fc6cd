/* SPDX-License-Identifier: MIT */
/* A wrong card: CHANGE REFERENCE DATA does not look at P1. */
#define cmd_change cmd_change_right
#include "card/cmd_pin.c"
#undef cmd_change

enum sw cmd_change(struct card *card, const struct capdu *in, struct buf *out)
{
    struct capdu forgiven = *in;

    forgiven.p1 = card->profile->family == V1 ? 2 : 0;
    return cmd_change_right(card, &forgiven, out);
}
