/* SPDX-License-Identifier: MIT */
/* Defect: once the card wants its PIN anew, for another program has reset it, it is busy for ever.
 * (CLI-2) */
#include "sim/engine/card.h"

#define card_send card_send_right
#include "sim/engine/card.c"
#undef card_send

enum akis_outcome card_send(struct akis_card *card, const struct command *command,
                            struct buf *answer, unsigned *sw)
{
    static bool was_reset;
    enum akis_outcome outcome = card_send_right(card, command, answer, sw);

    was_reset = was_reset || (outcome == AKIS_OK && *sw == 0x6982);
    return was_reset ? AKIS_CARD_BUSY : outcome;
}
