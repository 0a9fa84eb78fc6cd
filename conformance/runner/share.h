/* SPDX-License-Identifier: MIT */
/* Which part of the cases is this machine's: told, or by the variables of a CI engine. */
#ifndef CONFORMANCE_RUNNER_SHARE_H
#define CONFORMANCE_RUNNER_SHARE_H

#include "conformance/runner/instance.h"

struct share {
    unsigned index; /* 1 … total */
    unsigned total; /* 1: all */
};

/* "2/3". False: malformed. */
NODISCARD bool share_read(const char *text, struct share *share);
/* CI_NODE_INDEX and CI_NODE_TOTAL (from 1), CIRCLE_NODE_INDEX and _TOTAL, BUILDKITE_PARALLEL_JOB
 * and _COUNT (from 0); all of it when none is set. */
struct share share_of_environment(void);
/* Leaves every total-th instance. */
void share_take(const struct share *share, struct instances *instances);

#endif
