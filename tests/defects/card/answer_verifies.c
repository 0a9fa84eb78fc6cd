/* SPDX-License-Identifier: MIT */
/* Defect: the portal's answer, taken, counts as a verified PIN. (PIN-5) */
#include "card/state.h"

#define cmd_external cmd_external_right
#include "card/cmd_authenticate.c"
#undef cmd_external

enum sw cmd_external(struct card *card, const struct capdu *in, struct buf *out)
{
    enum sw sw = cmd_external_right(card, in, out);

    card->state.session.verified = card->state.session.verified || sw == SW_OK;
    return sw;
}
