/* SPDX-License-Identifier: MIT */
/* The act that says what nobody wrote: see wander.h. */
#include <stdlib.h>
#include <string.h>

#include "conformance/explore/wander.h"
#include "conformance/stage/act.h"

static bool power(struct link *link, const struct letter *letter, unsigned *word)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);
    bool off = letter->input != COLD || link_power_off(link) == LINK_OK;

    *word = off && link_reset(link, &atr) == LINK_OK && atr.size > 0 ? WORD_ATR : WORD_NONE;
    return true;
}

static bool say(void *context, const struct letter *letter, struct bytes bytes, unsigned *word)
{
    struct link *link = context;
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf response = buf_over(room, sizeof room);

    if (bytes.size == 0)
        return power(link, letter, word);
    bool heard = link_transmit(link, bytes, &response) == LINK_OK && response.size >= 2;
    *word = heard ? (unsigned)(room[response.size - 2] << 8 | room[response.size - 1]) : WORD_NONE;
    return true;
}

/* Keeps what came of it for `kept`. */
static enum stage_result tell(struct stage *stage, const struct wandered *wandered,
                              struct json *answer)
{
    const char *fell = wandered->differs ? requirement_name(wandered->requirement) : "none";

    if (!vars_set(stage->vars, "fell", fell) || !vars_set(stage->vars, "how", wandered->text) ||
        !json_set_number(answer, "steps", wandered->steps))
        return STAGE_BROKEN;
    return act_says(answer, "done");
}

/* `! wander before|since steps=N seed=N`: goes on until the first difference. */
static enum stage_result run(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *age = act_field(fields, "0", "since");
    char *steps = act_field(fields, "steps", "600");
    char *seed = act_field(fields, "seed", "1");
    struct link *link = NULL;
    struct wandered wandered;
    enum stage_result result = age && steps && seed ? stage_link(stage, &link) : STAGE_BROKEN;

    if (result == STAGE_OK) {
        const struct wander way = {stage->profile,
                                   strcmp(age, "before") == 0 ? OLD : NEW,
                                   (unsigned)strtoul(steps, NULL, 10),
                                   (uint32_t)strtoul(seed, NULL, 10),
                                   say,
                                   link};
        result = wander(&way, &wandered) ? tell(stage, &wandered, answer) : STAGE_BROKEN;
    }
    free(age);
    free(steps);
    free(seed);
    return result;
}

/* `! kept PIN-1`: whether it was not that requirement's row that the card did not keep. */
static enum stage_result kept(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *name = act_field(fields, "0", "");
    const char *fell = vars_get(stage->vars, "fell");
    bool held = name && fell && strcmp(name, fell) != 0;

    free(name);
    if (held)
        return act_says(answer, "ok");
    if (!fell || !json_set_text(answer, "how", vars_get(stage->vars, "how")))
        return STAGE_BROKEN;
    return act_says(answer, "fell");
}

const struct act wander_acts[] = {
    {"wander", run,  "before|since (2011) steps seed: what nobody wrote"  },
    {"kept",   kept, "REQUIREMENT; how the wandering card did not keep it"},
    {NULL,     NULL, NULL                                                 },
};
