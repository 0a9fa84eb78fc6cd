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
    uint64_t seed;               /* of its worlds; 0: none */
    bool partial;                /* only some of the cases were asked for */
    unsigned tap;                /* version of TAP to announce; 0: as ever */
    const char *link;            /* name of the way that was told */
    const char *client;          /* the adapter's command; NULL: none */
    const char *const *settings; /* the rules that were broken, NULL last; NULL: none */
};

/* How many results have each verdict. */
void run_count(const struct run *run, size_t counts[VERDICT_COUNT]);
/* Reads the verdict line of `folder`/evidence.jsonl into `result`. False: there is none. */
NODISCARD bool result_read(struct result *result);
/* The requirement of the step that was under way when the evidence broke off; SETUP: none. */
enum requirement result_reached(const struct result *result);

/* How the cases reached their cards: "process", or "process (305) and vpcd (2)". */
enum { RUN_LINKS = 80 };
void run_links(const struct run *run, char text[RUN_LINKS]);

#endif
