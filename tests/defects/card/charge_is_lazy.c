/* SPDX-License-Identifier: MIT */
/* Defect: a wrong PIN's try is spent when the next command comes; a card torn out before has lost
 * none. (PIN-4) */
#include "card/pin.h"

#define pin_check      pin_check_right
#define session_end    session_end_right
#define session_before session_before_right
#include "card/pin_check.c"
#include "card/session.c"
#undef pin_check
#undef session_end
#undef session_before

static struct card *owing;

enum pin_result pin_check(struct card *card, enum pin_role role, struct bytes digits)
{
    enum pin_result result = pin_check_right(card, role, digits);

    if (result == PIN_WRONG && role == ROLE_PIN && card->state.pins[role].tries > 0)
        owing = card;
    return result;
}

void session_before(struct card *card, uint8_t ins)
{
    owing = NULL;
    session_before_right(card, ins);
}

void session_end(struct card *card)
{
    if (owing == card)
        card->state.pins[ROLE_PIN].tries++;
    owing = NULL;
    session_end_right(card);
}
