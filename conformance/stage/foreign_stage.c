/* SPDX-License-Identifier: MIT */
/* The stage's side of a foreign card. */
#include "conformance/stage/foreign_stage.h"

#include <stdio.h>
#include <string.h>

#include "conformance/stage/dialect.h"
#include "conformance/stage/foreign_talk.h"
#include "conformance/stage/story.h"
#include "sim/base/secret.h"

static enum stage_result skip(struct stage *stage, const char *why)
{
    stage_say(stage, "%s", why);
    return STAGE_SKIP;
}

static const char *end_word(enum foreign_end end)
{
    switch (end) {
    case FOREIGN_FINE:
        return "as it was";
    case FOREIGN_STOPPED:
        return "left alone";
    case FOREIGN_LOCKED:
        return "locked for good, unless its CA unlocks it,";
    case FOREIGN_DEAD:
        return "out of use for ever";
    case FOREIGN_STRANGE:
        return "no longer as it should be";
    }
    return "?";
}

/* What the case asks of the card that it finds. NULL: nothing that is not so. */
static const char *other_card(const struct stage *stage, const struct story *story)
{
    const struct situation *wanted = stage->conf_case->situation;
    const struct foreign *foreign = stage->options->foreign;
    bool old = wanted->produced && strcmp(wanted->produced, "2011-01-01") < 0;

    if (wanted->profiles && strcmp(stage->profile, foreign->profile) != 0)
        return "it is for a card of another version";
    if (wanted->no_card || (wanted->state && strcmp(wanted->state, "fresh") != 0))
        return "it begins with a card in another state";
    if (wanted->key)
        return "it is for a card with another key";
    if (story->unlocks && foreign->produced == 0)
        return "it needs the date of production: `produced` in --card";
    if (story->unlocks && old != foreign_is_old(foreign))
        return old ? "it is for a card produced before 2011-01-01"
                   : "it is for a card produced from 2011-01-01 on";
    return NULL;
}

static const char *forbids(const struct stage *stage, const struct story *story)
{
    const struct foreign *foreign = stage->options->foreign;

    if (story->harm > HARM_NONE && !foreign->destroy)
        return "it is destructive: it spends tries, or changes or locks PIN or PUK; see --destroy";
    if (story->pin && !foreign->own_pin[0])
        return "it needs the card's PIN: `pin` in --card";
    if (story->puk && foreign_is_old(foreign) && !foreign->own_puk[0])
        return "it needs the card's PUK: `puk` in --card";
    if (story->pin && !foreign->destroy && foreign->tries < FOREIGN_TRIES)
        return "the card has not all its PIN tries: the right PIN would give them back";
    return NULL;
}

enum stage_result foreign_stage_open(struct stage *stage)
{
    const struct foreign *foreign = stage->options->foreign;
    struct story story;
    const char *why;

    if (!stage->conf_case->situation->profiles)
        stage->profile = foreign->profile;
    if (!dialect_speak(foreign->profile, stage->vars) ||
        !vars_set(stage->vars, "serial", foreign->serial) ||
        !vars_set(stage->vars, "ATR", foreign->atr))
        return STAGE_BROKEN;
    secrets_learn(stage->secrets, foreign->own_pin);
    secrets_learn(stage->secrets, foreign->own_puk);
    story_read(stage->conf_case, stage->vars, &story);
    if (story.needs[0])
        return skip(stage, story.needs);
    why = other_card(stage, &story);
    if (!why)
        why = forbids(stage, &story);
    if (why)
        return skip(stage, why);
    if (foreign->end == FOREIGN_STOPPED)
        return skip(stage, "the run was stopped");
    if (foreign->end != FOREIGN_FINE) {
        stage_say(stage, "the card is %s since %s", end_word(foreign->end), foreign->by);
        return STAGE_SKIP;
    }
    return STAGE_OK;
}

enum stage_result foreign_stage_link(struct stage *stage)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);
    enum link_result result = foreign_link(stage->options->foreign, &stage->link, &atr);

    if (result == LINK_OK)
        return STAGE_OK;
    link_free(&stage->link);
    stage_say(stage, "the card in its reader: %s", link_result_text(result));
    return STAGE_BROKEN;
}

bool foreign_stage_translate(const struct stage *stage, struct buf *command)
{
    const struct foreign *foreign = stage->options->foreign;
    struct bytes story = bytes_text(FOREIGN_STORY_PIN);
    struct bytes own = bytes_text(foreign->own_pin);

    if (foreign->destroy || command->size != 5 + story.size || command->data[1] != 0x20 ||
        !bytes_equal(bytes_slice(buf_bytes(command), 5, story.size), story))
        return true;
    command->size = 4;
    return buf_add_byte(command, (uint8_t)own.size) && buf_add(command, own);
}

void foreign_stage_hear(struct stage *stage, struct bytes command, struct bytes response)
{
    struct talk talk = {stage->link, stage->vars, stage->options->foreign};

    if (response.size == 2 && response.data[0] == 0x90 && response.data[1] == 0x00)
        talk_follow(&talk, command);
}

void foreign_stage_close(struct stage *stage)
{
    struct talk talk = {stage->link, stage->vars, stage->options->foreign};

    if (stage->link)
        talk_tidy(&talk, stage->conf_case->name);
}
