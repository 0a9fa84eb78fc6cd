/* SPDX-License-Identifier: MIT */
/* Defect: an empty reader is told as a broken one. (DEL-2) */
#include "sim/engine/outcome.h"

#define outcome_of_link outcome_of_link_right
#include "sim/engine/outcome.c"
#undef outcome_of_link

enum akis_outcome outcome_of_link(enum link_result result)
{
    return outcome_of_link_right(result == LINK_NO_CARD ? LINK_FAILED : result);
}
