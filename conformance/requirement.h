/* SPDX-License-Identifier: MIT */
/*
 * What is required, and of whom: requirements.def as an enum and a table. A case names a
 * requirement by its enum, so that an unknown one does not compile.
 */
#ifndef CONFORMANCE_REQUIREMENT_H
#define CONFORMANCE_REQUIREMENT_H

#include "sim/base/bytes.h"

enum requirement {
    SETUP, /* of a step: only prepares, shows nothing */
#define REQ(id, name, level, targets, step, paraphrase) id,
#include "conformance/requirements.def"
#undef REQ
    REQUIREMENT_COUNT
};

enum level { LEVEL_MUST, LEVEL_SHOULD };

enum target {
    TARGET_CARD = 1,
    TARGET_TOKEN = 2,
    TARGET_PORTAL = 4,
    TARGET_CLIENT = 8,
    TARGET_SYSTEM = 16,
};
enum { TARGET_COUNT = 5 };

struct requirement_row {
    const char *name; /* "PIN-1" */
    enum level level;
    unsigned targets; /* of enum target */
    const char *step; /* of the guide */
    const char *paraphrase;
};

/* The row of a requirement; SETUP has none (NULL). */
const struct requirement_row *requirement_row(enum requirement requirement);
/* The requirement of that name ("PIN-1"), or SETUP. */
enum requirement requirement_find(const char *name);
/* "PIN-1"; "set-up" for SETUP. */
const char *requirement_name(enum requirement requirement);
const char *level_name(enum level level);
/* "card", "token", … and the one letter of the catalogue. */
const char *target_name(enum target target);
char target_letter(enum target target);

#endif
