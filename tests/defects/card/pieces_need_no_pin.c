/* SPDX-License-Identifier: MIT */
/* Defect: what is sent in pieces (command chaining) is not asked for the PIN. (PIN-5) */
#include "tests/defects/card/admits.h"

enum sw card_admit(const struct card *card, const struct capdu *in, const struct command **row)
{
    bool pieces = (in->cla & CLA_CHAIN) != 0 || card->state.session.wire.chaining;
    enum sw sw = card_admit_right(card, in, row);

    if (sw != SW_SECURITY || !pieces)
        return sw;
    *row = command_find(card, in->ins);
    return SW_OK;
}
