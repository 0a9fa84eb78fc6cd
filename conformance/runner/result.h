/* SPDX-License-Identifier: MIT */
/* What came of the instances of a run. */
#ifndef CONFORMANCE_RUNNER_RESULT_H
#define CONFORMANCE_RUNNER_RESULT_H

#include "conformance/runner/instance.h"
#include "conformance/verdict.h"

enum { RESULT_WHY = 600, RESULT_PATH = 1024 };

struct result {
    const struct instance *instance;
    enum verdict verdict;
    enum requirement fell; /* SETUP: none, or none in particular */
    char why[RESULT_WHY];
    char folder[RESULT_PATH]; /* its evidence, log and trace */
    double seconds;
};

struct run {
    struct result *results;
    size_t count;
    double seconds;
    char folder[RESULT_PATH];
    uint64_t seed;      /* of its worlds; 0: none */
    const char *link;   /* name of the way */
    const char *client; /* the adapter's command; NULL: none */
};

/* How many results have each verdict. */
void run_count(const struct run *run, size_t counts[VERDICT_COUNT]);
/* Reads the verdict line of `folder`/evidence.jsonl into `result`. False: there is none. */
NODISCARD bool result_read(struct result *result);

/* What a run says of a requirement asked of one target. */
enum standing {
    STANDING_SHOWN,
    STANDING_FELL,
    STANDING_UNIMPLEMENTED,
    STANDING_SKIPPED, /* all its cases were skipped, or could not be run */
    STANDING_NOT_RUN, /* none of its cases was in the run */
    STANDING_NO_CASE, /* the judge has none */
};
enum standing run_standing(const struct run *run, enum requirement requirement, enum target target);
const char *standing_name(enum standing standing);

#endif
