/* SPDX-License-Identifier: MIT */
/* Defect: a change of the PIN answers 9000 and leaves the old one. (PIN-6) */
#include "card/state.h"

#define cmd_change cmd_change_right
#include "card/cmd_pin.c"
#undef cmd_change

enum sw cmd_change(struct card *card, const struct capdu *in, struct buf *out)
{
    struct pin before = card->state.pins[ROLE_PIN];
    enum sw sw = cmd_change_right(card, in, out);

    before.tries = card->state.pins[ROLE_PIN].tries;
    card->state.pins[ROLE_PIN] = before;
    return sw;
}
