/* SPDX-License-Identifier: MIT */
/* Defect: a challenge stays good over RESET RETRY COUNTER. (UNB-8) */
#include "card/state.h"

#define session_before session_before_right
#include "card/session.c"
#undef session_before

void session_before(struct card *card, uint8_t ins)
{
    const bool challenged = card->state.session.challenged;

    session_before_right(card, ins);
    if (ins == INS_RESET_RETRY_COUNTER)
        card->state.session.challenged = challenged;
}
