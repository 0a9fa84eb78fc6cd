/* SPDX-License-Identifier: MIT */
/* Finds an act, and what acts share. */
#include "conformance/stage/act.h"

#include <string.h>

const struct act *const act_tables[] = {world_acts,   office_acts, card_acts, portal_acts,
                                        witness_acts, paper_acts,  eyes_acts, machine_acts,
                                        wander_acts,  NULL};

const struct act *act_find(const char *name)
{
    for (const struct act *const *table = act_tables; *table; table++)
        for (const struct act *act = *table; act->name; act++)
            if (strcmp(act->name, name) == 0)
                return act;
    return NULL;
}

enum stage_result act_says(struct json *answer, const char *outcome)
{
    return json_set_text(answer, "outcome", outcome) ? STAGE_OK : STAGE_BROKEN;
}

char *act_field(const struct json *fields, const char *name, const char *otherwise)
{
    char *text = json_text(fields, name);

    if (!text && otherwise)
        text = strdup(otherwise);
    return text;
}

enum stage_result act_tells(struct json *answer, enum world_result result)
{
    switch (result) {
    case WORLD_OK:
        return act_says(answer, "ok");
    case WORLD_BAD_ARGUMENT:
        return act_says(answer, "bad_argument");
    case WORLD_UNKNOWN:
        return act_says(answer, "unknown");
    case WORLD_REFUSED:
        return act_says(answer, "refused");
    case WORLD_FAILED:
        return act_says(answer, "failed");
    }
    return STAGE_BROKEN;
}
