/* SPDX-License-Identifier: MIT */
/* The status words as an enum: a constant for each line of sw.def. */
#ifndef CARD_ISO7816_SW_H
#define CARD_ISO7816_SW_H

enum sw {
#define SW(name, value, clause, meaning)         SW_##name = (value),
#define SW_N(name, value, mask, clause, meaning) SW_##name = (value),
#include "card/iso7816/sw.def"
#undef SW
#undef SW_N
};

/* A status word that carries a number: sw_with(SW_TRIES_LEFT, 2) is 63C2. A number too
 * large for the family is cut to the largest it can carry. */
enum sw sw_with(enum sw family, unsigned number);

/* What it means, for people; a number's family is found too. Never NULL. */
const char *sw_text(enum sw sw);

#endif
