/* SPDX-License-Identifier: MIT */
/* Defect: the tries that the card told are shown with one more. (PIN-8) */
#include "sim/engine/card.h"

#define card_result card_result_right
#include "sim/engine/card_outcome.c"
#undef card_result

struct akis_result card_result(const struct akis_card *card, enum akis_outcome outcome, int tries)
{
    return card_result_right(card, outcome, outcome == AKIS_PIN_WRONG ? tries + 1 : tries);
}
