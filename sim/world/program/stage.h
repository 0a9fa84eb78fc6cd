/* SPDX-License-Identifier: MIT */
/*
 * A whole world set up by one command: a card in a reader, a portal, a phone, a clock,
 * the control door, and the file by which other calls of akissim find it.
 */
#ifndef SIM_WORLD_PROGRAM_STAGE_H
#define SIM_WORLD_PROGRAM_STAGE_H

#include "sim/world/door.h"
#include "sim/world/program/place.h"
#include "sim/world/program/session.h"

/* What `up` and `run` take; all NULL is the usual world. */
struct stage_options {
    struct world_card_order card;
    const char *directory;
    const char *reader; /* "socket", "vpcd", "system", "system:PORT", "none"; NULL: socket */
    const char *trace;
    const char *seed;
    const char *ready_file; /* `up` alone */
    struct flag_list rules; /* --set card.pin_tries=4 */
    bool no_card;
    bool pin_pad; /* of the reader "socket" */
    bool quiet;   /* `run` does not say which reader it chose */
    bool stands;  /* in front, where other calls find it; else for one command alone */
};

enum { STAGE_FLAGS = 20 };
/* The table of flags that fill `options`, closed with `end`. */
void stage_flags(struct stage_options *options, enum flag_kind end, struct flag flags[STAGE_FLAGS]);

struct stage {
    struct world *world;
    struct door *door;
    char folder[PLACE_PATH]; /* the usual place; "" when this world is not there */
    char serial[WORLD_SERIAL];
    char reader[24];     /* the kind in use */
    char no_reader[256]; /* why there is none, though it was not asked to be so */
};

/* Sets all up. Any other code than EXIT_DONE has been said; then nothing stands. */
NODISCARD enum exit_code stage_open(const struct session *session,
                                    const struct stage_options *options, struct stage *stage);
void stage_close(struct stage *stage);

#endif
