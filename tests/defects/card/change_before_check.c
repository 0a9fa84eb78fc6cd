/* SPDX-License-Identifier: MIT */
/* Defect: a change sets the new PIN first, and then looks at the old one. (PIN-6) */
#include "card/pin.h"

#define cmd_change cmd_change_right
#include "card/cmd_pin.c"
#undef cmd_change

enum sw cmd_change(struct card *card, const struct capdu *in, struct buf *out)
{
    enum pin_role role;
    struct bytes old;
    struct bytes fresh;

    (void)out;
    if (!role_of(card, in, &role))
        return SW_NO_REFERENCE;
    if (role == ROLE_PUK && !card_unlocks_by_puk(card))
        return SW_CONDITIONS;
    if (!split(card, role, in->data, &old, &fresh) || !pin_well_formed(card, role, fresh))
        return malformed(card, role);
    struct pin before = card->state.pins[role];
    if (pin_set(card, role, fresh) != PIN_RIGHT)
        return SW_UNKNOWN;
    struct pin after = card->state.pins[role];
    card->state.pins[role] = before;
    enum sw sw = old_word(card, role, old);
    after.tries = card->state.pins[role].tries;
    card->state.pins[role] = after;
    return journal_flush(card) ? sw : SW_MEMORY;
}
