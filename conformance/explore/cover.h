/* SPDX-License-Identifier: MIT */
/*
 * Which transitions of a graph the cases of a run took: a transition is a drawn state and a row of
 * the model that decides there.
 */
#ifndef CONFORMANCE_EXPLORE_COVER_H
#define CONFORMANCE_EXPLORE_COVER_H

#include "conformance/explore/graph.h"
#include "conformance/runner/past.h"

/* A graph with its age and, for each of its nodes, rows as bits. */
struct cover {
    const struct graph *graph;
    enum age age;
    uint64_t *there; /* rows that the walk took */
    uint64_t *taken; /* … and a case too */
};

struct cover_counts {
    size_t cases; /* with a card of that age, whose trace had an APDU */
    size_t apdus;
    size_t foreign; /* APDUs that are no letter of the alphabet */
    size_t strange; /* … that are, with an answer that the model does not foresee */
};

/* False: no memory. Give it back with cover_free. */
NODISCARD bool cover_make(const struct graph *graph, enum age age, struct cover *cover);
void cover_free(struct cover *cover);

/* Reads the traces of all cases of a run into the covers. False: no memory. */
NODISCARD bool cover_run(const struct past_run *past, const struct model *model,
                         struct cover *covers, size_t count, struct cover_counts *counts);

/* How many transitions there are, and how many a case took. */
void cover_sum(const struct cover *cover, size_t *there, size_t *taken);
/* The transitions that no case took: the rows that none took in any state, then the others, a line
 * a state. */
void cover_tell(FILE *out, const struct cover *cover);

#endif
