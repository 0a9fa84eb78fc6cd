/* SPDX-License-Identifier: MIT */
/* Defect: a change compares the old PIN by itself, and asks for neither lock nor tries. (PIN-3) */
#include "card/pin.h"

#define cmd_change cmd_change_right
#include "card/cmd_pin.c"
#undef cmd_change

enum sw cmd_change(struct card *card, const struct capdu *in, struct buf *out)
{
    enum pin_role role;
    struct bytes old;
    struct bytes fresh;

    if (role_of(card, in, &role) && role == ROLE_PIN && split(card, role, in->data, &old, &fresh) &&
        pin_well_formed(card, role, fresh) && pin_compare(card, role, old) == PIN_RIGHT)
        return store_new(card, role, fresh);
    return cmd_change_right(card, in, out);
}
