/* SPDX-License-Identifier: MIT */
/* What the world saw while a step was taken: APDUs decoded, requests, messages, the clock. */
#ifndef CONFORMANCE_REPORT_PAGE_TRACE_H
#define CONFORMANCE_REPORT_PAGE_TRACE_H

#include <stdint.h>
#include <stdio.h>

/* Writes the lines of `trace` from where it stands until byte `until` as one closed list, or
 * nothing when there are none; the list is open when `open` is "open". */
void page_trace(FILE *trace, int64_t until, const char *open, FILE *out);

#endif
