/* SPDX-License-Identifier: MIT */
/* Defect: GET DATA tells the production date with its day first. (DEL-2) */
#include "card/state.h"

#define cmd_get_data cmd_get_data_right
#include "card/cmd_data.c"
#undef cmd_get_data

enum sw cmd_get_data(struct card *card, const struct capdu *in, struct buf *out)
{
    uint32_t *date = &card->state.identity.produced;
    uint32_t before = *date;

    *date = before % 100 * 1000000 + before / 100 % 100 * 10000 + before / 10000;
    enum sw sw = cmd_get_data_right(card, in, out);
    *date = before;
    return sw;
}
