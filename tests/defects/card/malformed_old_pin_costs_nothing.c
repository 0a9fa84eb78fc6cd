/* SPDX-License-Identifier: MIT */
/* Defect: an old PIN that no PIN can be is not counted as a wrong one: who sends letters guesses
 * on. (PIN-6) */
#define cmd_change cmd_change_right
#include "card/cmd_pin.c"
#undef cmd_change

enum sw cmd_change(struct card *card, const struct capdu *in, struct buf *out)
{
    enum pin_role role;
    struct bytes old;
    struct bytes fresh;

    if (role_of(card, in, &role) && split(card, role, in->data, &old, &fresh) &&
        !pin_well_formed(card, role, old))
        return SW_WRONG_DATA;
    return cmd_change_right(card, in, out);
}
