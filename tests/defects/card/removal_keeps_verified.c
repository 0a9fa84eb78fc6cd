/* SPDX-License-Identifier: MIT */
/* Defect: a warm reset ends the session; pulling the card out and putting it in does not. (PIN-5)
 */
#include "card/state.h"

static void end_when_warm(struct card *card);

#define session_end(card) end_when_warm(card)
#define card_power_off    card_power_off_right
#include "card/card.c"
#undef session_end
#undef card_power_off

static void end_when_warm(struct card *card)
{
    if (card->state.powered || !card->state.session.verified)
        session_end(card);
}

void card_power_off(struct card *card)
{
    card->state.powered = false;
}
