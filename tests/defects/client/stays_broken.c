/* SPDX-License-Identifier: MIT */
/* Defect: once a card was lost the client finds no card any more. (CLI-2) */
#include "sim/engine/card.h"

#define outcome_of_link outcome_of_link_right
#include "sim/engine/outcome.c"
#undef outcome_of_link

enum akis_outcome outcome_of_link(enum link_result result)
{
    static bool lost;

    lost = lost || result == LINK_REMOVED || result == LINK_NO_CARD;
    return lost ? AKIS_CARD_REMOVED : outcome_of_link_right(result);
}
