/* SPDX-License-Identifier: MIT */
/* All reports of a run, as files in its folder. */
#ifndef CONFORMANCE_REPORT_REPORTS_H
#define CONFORMANCE_REPORT_REPORTS_H

#include "conformance/runner/result.h"

/* junit.xml, result.json, result.tap, report.html, log.txt; what cannot be written is told on
 * stderr. */
void reports_write(const struct run *run);
/* One more copy of the JUnit file. */
void reports_junit(const struct run *run, const char *path);

#endif
