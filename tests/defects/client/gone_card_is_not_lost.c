/* SPDX-License-Identifier: MIT */
/* Defect: a card found gone when the next request begins is never powered anew. (CLI-2) */
#include "sim/engine/card.h"

/* Who is not told that it was removed holds on to the card that was there. */
static enum link_result begin_and_hold_on(struct link *link)
{
    enum link_result result = link_begin(link);

    return result == LINK_OK || result == LINK_WAS_RESET ? result : LINK_BUSY;
}

#define link_begin begin_and_hold_on
#include "sim/engine/card.c"
