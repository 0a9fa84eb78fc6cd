/* SPDX-License-Identifier: MIT */
/* Every letter spoilt in every way, to one card: none may be obeyed, and nothing may come of it. */
#ifndef CONFORMANCE_EXPLORE_SWEEP_H
#define CONFORMANCE_EXPLORE_SWEEP_H

#include "conformance/explore/judge.h"

struct sweep {
    struct subject *subject;
    const struct memory *memory; /* the card */
    const struct model *model;
    enum age age;
    struct state before;
    unsigned turns; /* one in so many is said … */
    unsigned turn;  /* … and which */
    size_t said;
    enum difference_kind found; /* the first: that letter, so spoilt, did this */
    unsigned letter;
    int spoil;
    struct deed deed;
};

/* Up to the first difference. False: the card would not be restored. */
NODISCARD bool sweep_run(struct sweep *sweep);

#endif
