/* SPDX-License-Identifier: MIT */
/* For a card that admits what it should not: card/commands.c without card_admit, which the defect
 * writes; what is admitted is obeyed. */
#include "card/command.h"
#include "card/state.h"

#define card_admit card_admit_right
#define card_obey  card_obey_right
#include "card/commands.c"
#undef card_admit
#undef card_obey

enum sw card_obey(struct card *card, const struct capdu *in, struct buf *out)
{
    const struct command *command = NULL;
    enum sw sw = card_admit(card, in, &command);

    return command ? command->run(card, in, out) : sw;
}
