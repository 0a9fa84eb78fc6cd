/* SPDX-License-Identifier: MIT */
/* Defect: a PIN that is not locked cannot be set anew by the portal. (UNB-4) */
#include "card/state.h"

#define cmd_reset_retry cmd_reset_retry_right
#include "card/cmd_pin.c"
#undef cmd_reset_retry

enum sw cmd_reset_retry(struct card *card, const struct capdu *in, struct buf *out)
{
    if (in->p1 == 2 && card->state.pins[ROLE_PIN].tries > 0)
        return SW_CONDITIONS;
    return cmd_reset_retry_right(card, in, out);
}
