/* SPDX-License-Identifier: MIT */
/* Defect, on both sides: the answer is made over the serial number alone. (UNB-8) */
#include "card/state.h"

#define cmd_external cmd_external_right
#include "card/cmd_authenticate.c"
#undef cmd_external

enum sw cmd_external(struct card *card, const struct capdu *in, struct buf *out)
{
    memset(card->state.session.challenge, 0, CHALLENGE_SIZE);
    return cmd_external_right(card, in, out);
}
