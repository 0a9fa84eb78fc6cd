/* SPDX-License-Identifier: MIT */
/* One transition held against the model's forecast. */
#ifndef CONFORMANCE_EXPLORE_JUDGE_H
#define CONFORMANCE_EXPLORE_JUDGE_H

#include "conformance/explore/walk.h"

/* What a letter did to a card, and what the model had foreseen. */
struct deed {
    struct event event;
    struct state after;
    struct forecast forecast;
    bool foreseen;
};

/* Of a letter in peace. */
enum difference_kind judge_step(const struct deed *deed);
/* Of the card that comes up after `cut` of the letter's writes had landed, or CUT_AFTER. */
enum difference_kind judge_cut(const struct model *model, enum age age, const struct deed *deed,
                               int cut);

#endif
