/* SPDX-License-Identifier: MIT */
/* Defect: of a change of the PUK the new one alone is looked at: a malformed old one costs a try.
 * (UNB-11) */
#define cmd_change cmd_change_right
#include "card/cmd_pin.c"
#undef cmd_change

enum sw cmd_change(struct card *card, const struct capdu *in, struct buf *out)
{
    enum pin_role role;
    struct bytes old;
    struct bytes fresh;

    if (!role_of(card, in, &role) || role != ROLE_PUK || !card_unlocks_by_puk(card) ||
        !split(card, role, in->data, &old, &fresh) || !pin_well_formed(card, role, fresh))
        return cmd_change_right(card, in, out);
    enum sw sw = old_word(card, role, old);
    return sw == SW_OK ? store_new(card, role, fresh) : sw;
}
