/* SPDX-License-Identifier: MIT */
/*
 * The port for time. Whoever needs the time is handed one of these; only the
 * world decides what it says.
 */
#ifndef SIM_BASE_CLOCK_H
#define SIM_BASE_CLOCK_H

#include <stdint.h>

/* Safe to ask from any thread, as long as `context` lives. */
struct clock_port {
    int64_t (*now)(void *context); /* seconds since 1970-01-01T00:00:00Z */
    void *context;
};

int64_t clock_now(const struct clock_port *clock);

/* The machine's own clock. */
struct clock_port clock_real(void);

#endif
