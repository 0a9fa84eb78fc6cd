/* SPDX-License-Identifier: MIT */
/* What a run says of a requirement asked of one target, and of all of a level. */
#ifndef CONFORMANCE_RUNNER_STANDING_H
#define CONFORMANCE_RUNNER_STANDING_H

#include "conformance/runner/result.h"

/* In the order in which reports tell them. */
enum standing {
    STANDING_SHOWN,
    STANDING_FELL,
    STANDING_FLAKY,    /* fell, and then a retry held */
    STANDING_EXCLUDED, /* fell, as the file of expected failures says */
    STANDING_UNIMPLEMENTED,
    STANDING_SKIPPED,     /* all its cases were skipped */
    STANDING_NOT_REACHED, /* its cases fell at another requirement, or could not be judged */
    STANDING_NOT_RUN,     /* none of its cases was in the run */
    STANDING_NO_CASE,     /* the judge has none */
};
enum { STANDING_COUNT = 9 };

/* What one result says of a requirement that its case shows. */
enum standing result_standing(const struct result *result, enum requirement requirement);
/* How many of the run's cases that show it at that target have each standing. */
void run_cases(const struct run *run, enum requirement requirement, enum target target,
               size_t by[STANDING_COUNT]);

enum standing run_standing(const struct run *run, enum requirement requirement, enum target target);
/* "shown", "fell", … */
const char *standing_name(enum standing standing);
/* The standing of that name. False: there is none. */
bool standing_find(const char *name, enum standing *standing);

/* The requirements of a level, one for each target that it is asked of. */
struct tally {
    size_t asked;
    size_t by[STANDING_COUNT];
};
struct tally run_tally(const struct run *run, enum level level);
/* How many of a hundred that are asked have this standing. */
double tally_share(const struct tally *tally, enum standing standing);

#endif
