/* SPDX-License-Identifier: MIT */
/* Defect: a card that does not answer is told as an empty reader. (DEL-2) */
#include "sim/engine/outcome.h"

#define result_of result_of_right
#include "sim/engine/outcome.c"
#undef result_of

struct akis_result result_of(enum akis_outcome outcome)
{
    return result_of_right(outcome == AKIS_MUTE_CARD ? AKIS_NO_CARD : outcome);
}
