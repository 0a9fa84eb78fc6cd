/* SPDX-License-Identifier: MIT */
/* Defect: a card of another make is told as one that answers nonsense. (DEL-2) */
#include "sim/engine/outcome.h"

#define result_of result_of_right
#include "sim/engine/outcome.c"
#undef result_of

struct akis_result result_of(enum akis_outcome outcome)
{
    return result_of_right(outcome == AKIS_FOREIGN_CARD ? AKIS_CARD_GARBLED : outcome);
}
