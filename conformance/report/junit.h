/* SPDX-License-Identifier: MIT */
/* The run as JUnit XML: a testsuite for each suite; what a case shows stands in its output. */
#ifndef CONFORMANCE_REPORT_JUNIT_H
#define CONFORMANCE_REPORT_JUNIT_H

#include <stdio.h>

#include "conformance/runner/result.h"

void junit_write(const struct run *run, FILE *out);
/* Text as XML: the five marks escaped, what XML 1.0 cannot hold as '?'. */
void junit_escape(FILE *out, const char *text);

#endif
