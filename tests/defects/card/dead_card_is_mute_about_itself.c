/* SPDX-License-Identifier: MIT */
/* Defect: a dead card does not tell its serial number either. (UNB-2) */
#include "card/state.h"

#define cmd_get_data cmd_get_data_right
#include "card/cmd_data.c"
#undef cmd_get_data

enum sw cmd_get_data(struct card *card, const struct capdu *in, struct buf *out)
{
    return card_life_of(card) == CARD_DEAD ? SW_CONDITIONS : cmd_get_data_right(card, in, out);
}
