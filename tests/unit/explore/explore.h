/* SPDX-License-Identifier: MIT */
/* What the tests of the walk share: a walk with the model as it is, or with one row changed. */
#ifndef TESTS_UNIT_EXPLORE_EXPLORE_H
#define TESTS_UNIT_EXPLORE_EXPLORE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conformance/explore/walk.h"

static inline struct walk *walk_over(const char *profile, enum age age, const char *change,
                                     unsigned cards, unsigned depth)
{
    struct bounds bounds = {.cards = cards, .depth = depth};
    struct kind kind = {profile, profile, age};
    struct model *model = model_new();

    assert_non_null(model);
    if (change)
        assert_true(model_change(model, change));
    struct walk *walk = walk_new(&kind, model, &bounds);
    assert_non_null(walk);
    model_free(&model);
    return walk;
}

/* The inputs that show the difference; 0: there is none. */
static inline size_t inputs_to(const struct walk *walk)
{
    const struct difference *difference = walk_difference(walk);

    return difference->kind == DIFFERENCE_NONE ? 0 : walk_way(walk, difference->place, NULL, 0) + 1;
}

#endif
