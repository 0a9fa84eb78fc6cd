/* SPDX-License-Identifier: MIT */
/* Defect: the PIN that the portal's answer set stands in memory alone, the store keeps the old one:
 * a sudden death brings it back. (UNB-9) */
#include "card/journal.h"
#include "card/state.h"

#define cmd_reset_retry cmd_reset_retry_right
#include "card/cmd_pin.c"
#undef cmd_reset_retry

enum sw cmd_reset_retry(struct card *card, const struct capdu *in, struct buf *out)
{
    struct pin *pin = &card->state.pins[ROLE_PIN];
    struct pin old = *pin, fresh;
    enum sw sw = cmd_reset_retry_right(card, in, out);

    if (sw != SW_OK || in->p1 != 2)
        return sw;
    fresh = *pin;
    *pin = old;
    pin->tries = fresh.tries;
    journal_touch(card, RECORD_PINS);
    sw = journal_flush(card) ? sw : SW_MEMORY;
    *pin = fresh;
    return sw;
}
