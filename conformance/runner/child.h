/* SPDX-License-Identifier: MIT */
/* One instance in a process of its own: a fork of this one, or another program as `play NAME`. */
#ifndef CONFORMANCE_RUNNER_CHILD_H
#define CONFORMANCE_RUNNER_CHILD_H

#include <sys/types.h>

#include "conformance/runner/options.h"
#include "conformance/runner/result.h"

struct child {
    pid_t pid; /* and its process group; 0: this place is free */
    struct result *result;
    struct secrets *secrets; /* what the case has learned and not yet blotted out; may be NULL */
    double started;
    double deadline;
};

/* Seconds of a clock that only moves on. */
double child_clock(void);

/* Starts an instance; its output goes to "log.txt" in the result's folder, which is made.
 * False: no process. */
NODISCARD bool child_start(struct child *child, struct result *result,
                           const struct options *options);
/* Looks whether it has ended, ends it when its time is up, and then fills the result.
 * True: it is over and the place is free. */
bool child_over(struct child *child);

#endif
