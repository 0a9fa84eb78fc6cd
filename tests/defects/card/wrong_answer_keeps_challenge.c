/* SPDX-License-Identifier: MIT */
/* Defect: a wrong answer leaves the challenge open for the next guess. (UNB-8) */
#include "card/state.h"

#define cmd_external cmd_external_right
#include "card/cmd_authenticate.c"
#undef cmd_external

enum sw cmd_external(struct card *card, const struct capdu *in, struct buf *out)
{
    bool challenged = card->state.session.challenged;
    enum sw sw = cmd_external_right(card, in, out);

    card->state.session.challenged = challenged && sw != SW_OK;
    return sw;
}
