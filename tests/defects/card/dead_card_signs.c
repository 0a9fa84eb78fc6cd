/* SPDX-License-Identifier: MIT */
/* Defect: PIN and PUK of a dead card are out of use; its keys are not. (UNB-2) */
#include "tests/defects/card/admits.h"

enum sw card_admit(const struct card *card, const struct capdu *in, const struct command **row)
{
    enum sw sw = card_admit_right(card, in, row);
    const struct command *command = command_find(card, in->ins);

    if (sw == SW_OK || card_life_of(card) != CARD_DEAD || !card->state.session.verified ||
        !command || (command->run != cmd_pso && command->run != cmd_mse))
        return sw;
    *row = command;
    return SW_OK;
}
