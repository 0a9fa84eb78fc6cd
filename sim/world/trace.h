/* SPDX-License-Identifier: MIT */
/*
 * What happened in a world, in order, as JSON lines: commands and answers of the
 * cards, requests to the portal, messages, the clock. No PIN, PUK, cryptogram or SMS
 * code ever stands in it: bodies that may hold one are written as asterisks.
 */
#ifndef SIM_WORLD_TRACE_H
#define SIM_WORLD_TRACE_H

#include "sim/base/bytes.h"
#include "sim/base/clock.h"

struct trace; /* safe to use from any thread */

/* Appends to `path` (0600). `clock` gives the time of each line and must outlive the trace.
 * NULL when the file cannot be opened. */
struct trace *trace_new(const char *path, struct clock_port clock);
void trace_free(struct trace **trace);

/* In all of these a NULL trace is a trace that nobody wants. */
void trace_exchange(struct trace *trace, unsigned slot, const char *serial, struct bytes command,
                    struct bytes response);
void trace_request(struct trace *trace, const char *method, const char *path, int status);
void trace_sms(struct trace *trace, const char *number, const char *text);
/* Anything else that was done to the world: "insert", "clock" …, with a short detail. */
void trace_event(struct trace *trace, const char *event, const char *detail);

enum { TRACE_APDU = 2 * 261 + 1 };
/* A command APDU in hexadecimal, the body of a command that carries a secret masked with '*'. What
 * is longer than 261 bytes is cut. */
void trace_command(struct bytes command, char text[TRACE_APDU]);

#endif
