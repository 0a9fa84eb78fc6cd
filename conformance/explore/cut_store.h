/* SPDX-License-Identifier: MIT */
/* A store in memory whose power goes before its n-th write, or in it: of a torn record the first
 * half lands. */
#ifndef CONFORMANCE_EXPLORE_CUT_STORE_H
#define CONFORMANCE_EXPLORE_CUT_STORE_H

#include "sim/base/store.h"

enum {
    CUT_NEVER = -1,
    CUT_AFTER = -2, /* once the command has answered */
    CUT_TORN = 256, /* added: the write that it goes before has half landed */
};

struct cut_store {
    struct store_port inner; /* what keeps the records */
    int writes;              /* since cut_store_arm */
    int cut_at;              /* writes that land before the power goes; below 0: it stays */
    bool torn;
    bool dead;
};

/* The port over it, which must outlive it. */
struct store_port cut_store_port(struct cut_store *store);
/* The power is there (again), and goes after that many further writes; CUT_TORN: in the next. */
void cut_store_arm(struct cut_store *store, int cut_at);

#endif
