/* SPDX-License-Identifier: MIT */
/* The port for time: see clock.h. */
#include "sim/base/clock.h"

#include <stddef.h>
#include <time.h>

int64_t clock_now(const struct clock_port *clock)
{
    return clock->now(clock->context);
}

static int64_t machine_now(void *context)
{
    (void)context;
    return (int64_t)time(NULL);
}

struct clock_port clock_real(void)
{
    return (struct clock_port){machine_now, NULL};
}
