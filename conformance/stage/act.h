/* SPDX-License-Identifier: MIT */
/*
 * The acts of a story: what a step begins with "!". Each takes fields, does one thing to the
 * world or looks closely at one, and answers with JSON whose "outcome" is its first word.
 */
#ifndef CONFORMANCE_STAGE_ACT_H
#define CONFORMANCE_STAGE_ACT_H

#include "conformance/stage/stage.h"

struct act {
    const char *name;
    enum stage_result (*run)(struct stage *stage, const struct json *fields, struct json *answer);
    const char *fields; /* what it takes, for `list --acts` */
};

/* The act of that name, or NULL. */
const struct act *act_find(const char *name);

/* Tables of acts, each ended by a NULL name. */
extern const struct act world_acts[];
extern const struct act office_acts[];
extern const struct act card_acts[];
/* All of them, NULL last. */
extern const struct act *const act_tables[];
extern const struct act portal_acts[];
extern const struct act witness_acts[];
extern const struct act paper_acts[];
extern const struct act eyes_acts[];
extern const struct act machine_acts[];
extern const struct act wander_acts[];

/* What an act says: sets "outcome". */
enum stage_result act_says(struct json *answer, const char *outcome);
/* A field as text, or `otherwise`; freed by the caller. NULL: no memory, or `otherwise` NULL. */
char *act_field(const struct json *fields, const char *name, const char *otherwise);
/* The outcome of a call on the world: ok, bad_argument, unknown, refused, failed. */
enum stage_result act_tells(struct json *answer, enum world_result result);

#endif
