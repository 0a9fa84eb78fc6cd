/* SPDX-License-Identifier: MIT */
/*
 * The world's clock: real, shifted by an offset, or frozen. Whoever needs the time
 * gets it through the port of sim/base/clock.h; all see the same.
 */
#ifndef SIM_WORLD_DIAL_H
#define SIM_WORLD_DIAL_H

#include "sim/base/bytes.h"
#include "sim/base/clock.h"

#include <pthread.h>

enum dial_mode { DIAL_REAL, DIAL_OFFSET, DIAL_FROZEN };

/* Safe to use from any thread between dial_init and dial_end. */
struct dial {
    pthread_mutex_t lock;
    enum dial_mode mode;
    int64_t shift; /* DIAL_OFFSET: seconds ahead of the machine; DIAL_FROZEN: the instant */
};

void dial_init(struct dial *dial);
void dial_end(struct dial *dial);

/* `mode` is "real" (`text` is ignored), "offset" (`text`: seconds, or a date to jump to and run
 * on from) or "frozen" (a date; NULL stops at the present). Dates as calendar_parse reads them.
 * False on anything else, and on an instant outside the years 1900-2199; nothing changes then. */
NODISCARD bool dial_set(struct dial *dial, const char *mode, const char *text);
/* Moves on by `seconds`; a real clock becomes one with an offset. False as above. */
NODISCARD bool dial_add(struct dial *dial, int64_t seconds);

int64_t dial_now(struct dial *dial);
/* "real", "offset" or "frozen". */
const char *dial_mode_text(struct dial *dial);
/* For other processes: "+SECONDS" ahead of the machine, or "=SECONDS" since 1970, standing still.
 */
void dial_print(struct dial *dial, char *text, size_t size);
/* The port; lives as long as the dial. */
struct clock_port dial_port(struct dial *dial);

#endif
