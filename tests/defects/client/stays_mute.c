/* SPDX-License-Identifier: MIT */
/* Defect: a card that was mute once is mute for ever. (CLI-3) */
#include "sim/engine/card.h"

#define akis_card_open_link akis_card_open_link_right
#include "sim/engine/card.c"
#undef akis_card_open_link

struct akis_result akis_card_open_link(struct link **link, const struct akis_clock *clock,
                                       struct akis_card **card)
{
    static enum akis_outcome before;
    struct akis_result result = akis_card_open_link_right(link, clock, card);

    if (before == AKIS_OK && result.outcome != AKIS_OK)
        before = result.outcome;
    if (before != AKIS_OK && result.outcome == AKIS_OK)
        akis_card_close(card);
    return before == AKIS_OK ? result : result_of(before);
}
