/* SPDX-License-Identifier: MIT */
/* The cases of several runs side by side. */
#ifndef CONFORMANCE_REPORT_COMPARISON_CASES_H
#define CONFORMANCE_REPORT_COMPARISON_CASES_H

#include "conformance/report/comparison.h"

/* Writes the cases whose verdicts differ, with why; of the others their number and, closed, their
 * names. Gives how many differ. */
size_t comparison_cases(const struct compared *runs, size_t count, FILE *out);

#endif
