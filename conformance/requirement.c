/* SPDX-License-Identifier: MIT */
/* The table behind requirements.def. */
#include "conformance/requirement.h"

#include <string.h>

enum {
    C = TARGET_CARD,
    T = TARGET_TOKEN,
    P = TARGET_PORTAL,
    K = TARGET_CLIENT,
    S = TARGET_SYSTEM,
    MUST = LEVEL_MUST,
    SHOULD = LEVEL_SHOULD,
};

static const struct requirement_row rows[REQUIREMENT_COUNT] = {
#define REQ(id, name, weight, whom, step, paraphrase)                                              \
    [id] = {name, (enum level)(weight), (unsigned)(whom), step, paraphrase},
#include "conformance/requirements.def"
#undef REQ
};

const struct requirement_row *requirement_row(enum requirement requirement)
{
    if (requirement <= SETUP || requirement >= REQUIREMENT_COUNT)
        return NULL;
    return &rows[requirement];
}

enum requirement requirement_find(const char *name)
{
    for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++)
        if (strcmp(rows[i].name, name) == 0)
            return (enum requirement)i;
    return SETUP;
}

const char *requirement_name(enum requirement requirement)
{
    const struct requirement_row *row = requirement_row(requirement);

    return row ? row->name : "set-up";
}

const char *level_name(enum level level)
{
    return level == LEVEL_MUST ? "MUST" : "SHOULD";
}

const char *target_name(enum target target)
{
    switch (target) {
    case TARGET_CARD:
        return "card";
    case TARGET_TOKEN:
        return "token";
    case TARGET_PORTAL:
        return "portal";
    case TARGET_CLIENT:
        return "client";
    case TARGET_SYSTEM:
        return "system";
    }
    return "?";
}

char target_letter(enum target target)
{
    switch (target) {
    case TARGET_CARD:
        return 'C';
    case TARGET_TOKEN:
        return 'T';
    case TARGET_PORTAL:
        return 'P';
    case TARGET_CLIENT:
        return 'K';
    case TARGET_SYSTEM:
        return 'S';
    }
    return '?';
}
