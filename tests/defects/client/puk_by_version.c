/* SPDX-License-Identifier: MIT */
/* Defect: the AKİS version, not the production date, says who unlocks. (UNB-1) */
#include "sim/engine/card.h"

#define card_enter card_enter_right
#include "sim/engine/card.c"
#undef card_enter

enum akis_outcome card_enter(struct akis_card *card)
{
    enum akis_outcome outcome = card_enter_right(card);

    if (outcome == AKIS_OK)
        card->identity.unlocks_by_puk = card->dialect->wire == WIRE_V1;
    return outcome;
}
