/* SPDX-License-Identifier: MIT */
/* Defect: a card that is gone before the new PIN came through is told as unlocked. (CLI-2) */
#include "sim/engine/card.h"

static enum akis_outcome hopeful(struct akis_card *card, const struct command *command,
                                 unsigned *sw)
{
    enum akis_outcome outcome = card_tell(card, command, sw);

    if (command->ins != 0x2C || outcome != AKIS_CARD_REMOVED)
        return outcome;
    *sw = 0x9000;
    return AKIS_OK;
}

#define card_tell hopeful
#include "sim/engine/portal_unlock.c"
