/* SPDX-License-Identifier: MIT */
/* Defect: a right PIN gives the PUK's tries back too: who has a card open guesses for ever. (UNB-3)
 */
#include "card/pin.h"

#define pin_refill pin_refill_right
#include "card/pin.c"
#undef pin_refill

void pin_refill(struct card *card, enum pin_role role)
{
    pin_refill_right(card, role);
    pin_refill_right(card, ROLE_PUK);
}
