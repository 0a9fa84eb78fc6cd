/* SPDX-License-Identifier: MIT */
/* The run as lines for a person; colours only on a terminal. */
#ifndef CONFORMANCE_REPORT_CONSOLE_H
#define CONFORMANCE_REPORT_CONSOLE_H

#include <stdio.h>

#include "conformance/runner/result.h"

struct console {
    FILE *out;
    bool colours;
    bool quiet;   /* no line for what passed */
    bool verbose; /* what was not run is listed */
    bool live;    /* on a terminal: how far it is stands on the last line */
    size_t told;
    size_t unheld;
    bool again; /* a retry is told */
};

/* Colours when `out` is a terminal and NO_COLOR is not set; progress when it is a terminal that can
 * go back on a line. */
struct console console_on(FILE *out, bool quiet);
/* A line for one result; a few more when it fell. */
void console_result(void *console, const struct run *run, const struct result *result);
/* From now on: what failed, once more; a word each. */
void console_retry(struct console *console, size_t count);
/* Counts, requirements, where the evidence is. */
void console_summary(struct console *console, const struct run *run);

/* The requirements that a case shows, "PIN-1 PIN-9". */
void case_requirements(const struct conf_case *conf_case, char *text, size_t size);

#endif
