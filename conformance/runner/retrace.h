/* SPDX-License-Identifier: MIT */
/*
 * Two traces of the same story, held against each other: the APDUs that the card saw, the requests
 * that the portal saw, the messages. What depends on the hour or on keys drawn anew is no
 * difference: of an APDU its header, its command's length and its status word count, a run of READ
 * BINARY counts as one, and numbers of a path or message that could be dates or identifiers do not.
 */
#ifndef CONFORMANCE_RUNNER_RETRACE_H
#define CONFORMANCE_RUNNER_RETRACE_H

#include "sim/base/bytes.h"

enum { RETRACE_LINE = 300 };

struct retrace {
    size_t same;            /* events before the first difference, or all */
    char was[RETRACE_LINE]; /* the first event that differs; "" when the trace had ended */
    char is[RETRACE_LINE];
};

enum retrace_result {
    RETRACE_SAME,
    RETRACE_DIFFERS, /* `found` says where */
    RETRACE_MISSING, /* a trace cannot be read */
};

/* Compares two files trace.jsonl. */
enum retrace_result retrace(const char *recorded, const char *now, struct retrace *found);

#endif
