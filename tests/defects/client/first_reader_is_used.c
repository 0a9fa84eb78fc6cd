/* SPDX-License-Identifier: MIT */
/* Defect: the reader that is named is not looked at: the first card is taken. (PIN-8) */
#include "sim/engine/akis.h"

#define akis_card_open akis_card_open_right
#include "sim/engine/reader.c"
#undef akis_card_open

struct akis_result akis_card_open(const char *reader, const struct akis_clock *clock,
                                  struct akis_card **card)
{
    (void)reader;
    return akis_card_open_right(NULL, clock, card);
}
