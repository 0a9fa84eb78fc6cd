/* SPDX-License-Identifier: MIT */
/* Defect: the portal's answer, taken, gives the tries back before there is a new PIN. (UNB-9) */
#include "card/journal.h"
#include "card/state.h"

#define cmd_external cmd_external_right
#include "card/cmd_authenticate.c"
#undef cmd_external

enum sw cmd_external(struct card *card, const struct capdu *in, struct buf *out)
{
    enum sw sw = cmd_external_right(card, in, out);

    if (!card->state.session.authorised)
        return sw;
    pin_refill(card, ROLE_PIN);
    return journal_flush(card) ? sw : SW_MEMORY;
}
