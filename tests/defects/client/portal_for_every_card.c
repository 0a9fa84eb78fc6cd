/* SPDX-License-Identifier: MIT */
/* Defect: whatever card is locked, its user is sent to Kilit Çözme. (UNB-7) */
#include "sim/engine/card.h"

#define card_result card_result_right
#include "sim/engine/card_outcome.c"
#undef card_result

struct akis_result card_result(const struct akis_card *card, enum akis_outcome outcome, int tries)
{
    struct akis_result result = card_result_right(card, outcome, tries);

    if (result.remedy == AKIS_DO_USE_PUK)
        result.remedy = AKIS_DO_USE_PORTAL;
    return result;
}
