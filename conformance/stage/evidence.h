/* SPDX-License-Identifier: MIT */
/*
 * What a case leaves behind: JSON lines, one a step and the verdict last, written as they
 * happen, so that a case that dies has told what it knew. The runner and the reports read it.
 */
#ifndef CONFORMANCE_STAGE_EVIDENCE_H
#define CONFORMANCE_STAGE_EVIDENCE_H

#include "conformance/case.h"
#include "conformance/verdict.h"

struct evidence;

/* Writes to `path`, made anew. NULL: it cannot be opened. */
struct evidence *evidence_new(const char *path);
void evidence_free(struct evidence **evidence);

struct evidence_step {
    const struct step *step;
    const char *sent; /* as it went out; here and below, secrets are masked */
    const char *expected;
    const char *got; /* what came back */
    const char *why; /* "" when it held */
    int64_t traced;  /* bytes of trace.jsonl when the step was over */
    int64_t when;    /* by the world's clock */
    bool held;
};
void evidence_add(struct evidence *evidence, const struct evidence_step *step);

/* The last line. `shows` is the requirement that fell, or SETUP; `client` how the client was asked
 * to hold its card, "" when there was none. */
void evidence_close(struct evidence *evidence, enum verdict verdict, enum requirement shows,
                    const char *why, const char *client);

#endif
