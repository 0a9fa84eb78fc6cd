/* SPDX-License-Identifier: MIT */
/* Defect: deciphering, which with RSA is the same as signing, needs no PIN. (PIN-5) */
#include "tests/defects/card/admits.h"

enum { DECIPHER = 0x8086 };

enum sw card_admit(const struct card *card, const struct capdu *in, const struct command **row)
{
    enum sw sw = card_admit_right(card, in, row);

    if (sw != SW_SECURITY || capdu_p1p2(in) != DECIPHER)
        return sw;
    *row = command_find(card, in->ins);
    return SW_OK;
}
