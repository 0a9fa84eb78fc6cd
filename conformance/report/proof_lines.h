/* SPDX-License-Identifier: MIT */
/* A proof as lines for a person. */
#ifndef CONFORMANCE_REPORT_PROOF_LINES_H
#define CONFORMANCE_REPORT_PROOF_LINES_H

#include <stdio.h>

#include "conformance/prove/proof.h"

/* One line: what came of a mutation, and the first case that killed it or why it may live. */
void proof_line(const struct proof *proof, size_t mutation, FILE *out);
/* Idle cases, stale lines of equivalents.def, and the sum. */
void proof_summary(const struct proof *proof, FILE *out);
/* A line for each case that killed a mutation in one proof and did not in the other, though it was
 * asked in both; gives how many. */
size_t proof_differences(const struct proof *first, const struct proof *second, FILE *out);

#endif
