/* SPDX-License-Identifier: MIT */
/*
 * A card whose deciphering looks at the selected file, which the abstract state leaves out. Both
 * of its answers are allowed, so that the model alone cannot notice.
 */
#include "card/state.h"

#define cmd_pso cmd_pso_right
#include "card/cmd_security.c"
#undef cmd_pso

enum sw cmd_pso(struct card *card, const struct capdu *in, struct buf *out)
{
    if (capdu_p1p2(in) == PSO_DECIPHER && card->state.session.ef != FILE_NONE)
        return SW_CONDITIONS;
    return cmd_pso_right(card, in, out);
}
