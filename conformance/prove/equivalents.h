/* SPDX-License-Identifier: MIT */
/* Mutations that no case can notice, each with the reason (equivalents.def). */
#ifndef CONFORMANCE_PROVE_EQUIVALENTS_H
#define CONFORMANCE_PROVE_EQUIVALENTS_H

#include "conformance/prove/mutation.h"

struct equivalent {
    const char *pattern; /* of names: `*` any run, `@(a|b)` either (glibc's FNM_EXTMATCH) */
    const char *reason;
};

/* The index-th line; NULL past the last. */
const struct equivalent *equivalent_at(size_t index);
/* True when the line speaks of this mutation. */
bool equivalent_covers(const struct equivalent *equivalent, const struct mutation *mutation);
/* Why the mutation need not be noticed; NULL: it must be. */
const char *equivalent_reason(const struct mutation *mutation);

#endif
