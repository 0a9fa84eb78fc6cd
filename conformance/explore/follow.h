/* SPDX-License-Identifier: MIT */
/*
 * The trace of a case that was run, read as letters: which rows of the model its cards went
 * through. PINs stand in a trace as asterisks; which letter it was follows from what the card said
 * to it.
 */
#ifndef CONFORMANCE_EXPLORE_FOLLOW_H
#define CONFORMANCE_EXPLORE_FOLLOW_H

#include <stdio.h>

#include "conformance/explore/model.h"

/* What a trace's first card is; any other is a new one, produced since 2011. */
struct followed {
    const char *dialect;
    enum age age;
    struct state start;
};

/* A card of that age took this row in that state. */
typedef void follow_fn(void *context, enum age age, const struct state *state, size_t row);

struct followed_counts {
    size_t apdus;
    size_t foreign; /* that are no letter of the alphabet */
    size_t strange; /* that are one, with an answer that the model does not foresee */
};

/* Reads trace.jsonl to its end. False: the version's words are not known, or no memory. */
NODISCARD bool follow_trace(FILE *trace, const struct model *model, const struct followed *followed,
                            follow_fn *took, void *context, struct followed_counts *counts);

/* A new card as the factory leaves it. */
struct state follow_fresh(void);

#endif
