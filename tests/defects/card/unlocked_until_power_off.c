/* SPDX-License-Identifier: MIT */
/* Defect: a new PIN set by the portal's answer is lost with the power. (UNB-9) */
#include "card/state.h"

#define cmd_reset_retry cmd_reset_retry_right
#define session_end     session_end_right
#include "card/cmd_pin.c"
#include "card/session.c"
#undef cmd_reset_retry
#undef session_end

static struct card *unlocked;
static struct pin before;

enum sw cmd_reset_retry(struct card *card, const struct capdu *in, struct buf *out)
{
    struct pin old = card->state.pins[ROLE_PIN];
    enum sw sw = cmd_reset_retry_right(card, in, out);

    if (sw == SW_OK && in->p1 == 2) {
        before = old;
        unlocked = card;
    }
    return sw;
}

void session_end(struct card *card)
{
    if (unlocked == card)
        card->state.pins[ROLE_PIN] = before;
    unlocked = NULL;
    session_end_right(card);
}
