/* SPDX-License-Identifier: MIT */
/* Defect: an unlock that was broken off after the answer cannot be begun again. (UNB-9) */
#include "card/state.h"

#define cmd_external cmd_external_right
#include "card/cmd_authenticate.c"
#undef cmd_external

enum { BURNT = 0x80 }; /* of the PUK's tries, which a new card has no use for */

enum sw cmd_external(struct card *card, const struct capdu *in, struct buf *out)
{
    uint8_t *tries = &card->state.pins[ROLE_PUK].tries;
    enum sw sw = cmd_external_right(card, in, out);

    if (sw == SW_OK && (*tries & BURNT))
        return SW_CONDITIONS;
    if (sw == SW_OK)
        *tries |= BURNT;
    return sw;
}
