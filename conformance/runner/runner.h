/* SPDX-License-Identifier: MIT */
/* Runs instances, some at a time, in one thread. */
#ifndef CONFORMANCE_RUNNER_RUNNER_H
#define CONFORMANCE_RUNNER_RUNNER_H

#include "conformance/runner/options.h"
#include "conformance/runner/result.h"

/* Told of each result as it comes. */
struct runner_watch {
    void (*result)(void *context, const struct run *run, const struct result *result);
    void *context;
};

/* Runs all instances and fills `run`, whose results are in the instances' order; both
 * outlive it. False: the folder or memory cannot be had; told on stderr. */
NODISCARD bool runner_run(const struct instances *instances, const struct options *options,
                          const struct runner_watch *watch, struct run *run);
void runner_free(struct run *run);

#endif
