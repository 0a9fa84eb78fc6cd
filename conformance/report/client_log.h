/* SPDX-License-Identifier: MIT */
/* The last lines of a case's client.log: what the client or its adapter said when it ended. */
#ifndef CONFORMANCE_REPORT_CLIENT_LOG_H
#define CONFORMANCE_REPORT_CLIENT_LOG_H

#include "conformance/runner/result.h"

enum { CLIENT_LOG_LINES = 5, CLIENT_LOG_LINE = 200 };

struct client_log {
    char lines[CLIENT_LOG_LINES][CLIENT_LOG_LINE]; /* oldest first; long ones cut; ASCII */
    size_t count;
};

/* Empty when the case held, nothing was said, or the case left no verdict: its secrets would still
 * stand in the file. */
void client_log_read(const struct result *result, struct client_log *log);

#endif
