/* SPDX-License-Identifier: MIT */
/* From outcomes to results: each outcome has a remedy that fits when nothing more is known. */
#ifndef SIM_ENGINE_OUTCOME_H
#define SIM_ENGINE_OUTCOME_H

#include "sim/engine/akis.h"
#include "sim/link/link.h"

/* The outcome with its plain remedy; no tries, no date. */
struct akis_result result_of(enum akis_outcome outcome);

/* What a link's answer means to the holder. */
enum akis_outcome outcome_of_link(enum link_result result);

#endif
