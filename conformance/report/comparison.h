/* SPDX-License-Identifier: MIT */
/* Several runs that are over, a column each, on one HTML page: what differs first. */
#ifndef CONFORMANCE_REPORT_COMPARISON_H
#define CONFORMANCE_REPORT_COMPARISON_H

#include <stdio.h>

#include "conformance/runner/past.h"

enum { COMPARISON_MAX = 12, COMPARISON_LABEL = 64 };

struct compared {
    char label[COMPARISON_LABEL];
    struct past_run past;
};

/* How many rows are not the same in every column. */
struct comparison_counts {
    size_t requirements;
    size_t cases;
};

/* Writes the page about `count` runs, at least two and COMPARISON_MAX at the most. */
struct comparison_counts comparison_write(const struct compared *runs, size_t count, FILE *out);

#endif
