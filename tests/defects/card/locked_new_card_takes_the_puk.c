/* SPDX-License-Identifier: MIT */
/* Defect: a new card refuses the PUK while its PIN is open, and takes it once that is locked.
 * (UNB-5)
 */
#include "card/state.h"

#define cmd_reset_retry cmd_reset_retry_right
#include "card/cmd_pin.c"
#undef cmd_reset_retry

enum sw cmd_reset_retry(struct card *card, const struct capdu *in, struct buf *out)
{
    int64_t before = card->state.policy.puk_on_new;

    card->state.policy.puk_on_new = card->state.pins[ROLE_PIN].tries == 0;
    enum sw sw = cmd_reset_retry_right(card, in, out);
    card->state.policy.puk_on_new = before;
    return sw;
}
