/* SPDX-License-Identifier: MIT */
/* The situations, a row each. */
#include "conformance/cases/situations.h"

#define MORNING "2026-03-02 10:00:00"

const struct situation new_card = {.produced = "2015-06-01"};
const struct situation old_card = {.produced = "2010-03-15"};
const struct situation every_new_card = {.produced = "2015-06-01", .profiles = EVERY_PROFILE};
const struct situation every_old_card = {.produced = "2010-03-15", .profiles = EVERY_PROFILE};
const struct situation each_new_family = {.produced = "2015-06-01", .profiles = TWO_FAMILIES};
const struct situation each_old_family = {.produced = "2010-03-15", .profiles = TWO_FAMILIES};
const struct situation new_card_timed = {.produced = "2015-06-01", .clock = MORNING};
const struct situation old_card_timed = {.produced = "2010-03-15", .clock = MORNING};
