/* SPDX-License-Identifier: MIT */
/* Defect: the way out is named when a locked PIN is asked for, and not at the wrong one that locks
 * it. (UNB-7) */
#include "sim/engine/card.h"

#define card_result card_result_right
#include "sim/engine/card_outcome.c"
#undef card_result

struct akis_result card_result(const struct akis_card *card, enum akis_outcome outcome, int tries)
{
    struct akis_result result = card_result_right(card, outcome, tries);

    if (outcome == AKIS_PIN_WRONG && tries == 0)
        result.remedy = AKIS_DO_TRY_AGAIN;
    return result;
}
