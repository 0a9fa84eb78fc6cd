/* SPDX-License-Identifier: MIT */
/* Defect: deciphering, which with RSA is the same as signing, needs no PIN. (PIN-5) */
#include "card/command.h"
#include "card/state.h"

#define card_admit card_admit_right
#define card_obey  card_obey_right
#include "card/commands.c"
#undef card_admit
#undef card_obey

enum { DECIPHER = 0x8086 };

enum sw card_admit(const struct card *card, const struct capdu *in, const struct command **row)
{
    enum sw sw = card_admit_right(card, in, row);

    if (sw != SW_SECURITY || capdu_p1p2(in) != DECIPHER)
        return sw;
    *row = command_find(card, in->ins);
    return SW_OK;
}

enum sw card_obey(struct card *card, const struct capdu *in, struct buf *out)
{
    const struct command *command = NULL;
    enum sw sw = card_admit(card, in, &command);

    return command ? command->run(card, in, out) : sw;
}
