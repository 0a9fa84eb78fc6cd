/* SPDX-License-Identifier: MIT */
/* Defect: a card that was pulled out has taken the PIN. (CLI-2) */
#include "sim/engine/card.h"

#include "sim/engine/outcome.h"

#define outcome_of_link outcome_of_link_right
#include "sim/engine/outcome.c"
#undef outcome_of_link

enum akis_outcome outcome_of_link(enum link_result result)
{
    return result == LINK_REMOVED || result == LINK_NO_CARD ? AKIS_OK
                                                            : outcome_of_link_right(result);
}
