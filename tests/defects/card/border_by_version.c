/* SPDX-License-Identifier: MIT */
/* Defect: the AKİS version, not the production date, says who unlocks. (UNB-6) */
#include "card/card.h"
#include "card/state.h"

#define card_unlocks_by_puk card_unlocks_by_puk_right
#include "card/card.c"
#undef card_unlocks_by_puk

bool card_unlocks_by_puk(const struct card *card)
{
    return card->profile->family == V1;
}
