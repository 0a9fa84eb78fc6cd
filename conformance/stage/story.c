/* SPDX-License-Identifier: MIT */
/*
 * Reads rows. How a try is counted is taken from what a row expects (63Cx spends one), so that
 * nothing here knows a card's rules; a command that is not on the list of harmless ones harms.
 */
#include "conformance/stage/story.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/stage/step.h"
#include "sim/base/hex.h"

enum { TRIES = 3 };

struct command {
    uint8_t header[4];
    const char *body; /* what the row has after it, "" nothing */
};

struct counts {
    unsigned pin;
    unsigned puk;
};

/* Acts that a card in a reader is enough for; more are needed by no story of a card. */
static const char *const card_acts_alone[] = {"reset", "power", "send",         "read",
                                              "note",  "wait",  "other_digits", "differ"};

static bool card_is_enough(const char *act, size_t length)
{
    for (size_t i = 0; i < sizeof card_acts_alone / sizeof *card_acts_alone; i++)
        if (strlen(card_acts_alone[i]) == length && strncmp(card_acts_alone[i], act, length) == 0)
            return true;
    return false;
}

/* One word of a row, with what it stands for in its place; what is past the header is left out. */
static bool add_word(const struct vars *vars, const char *at, size_t length, struct buf *header)
{
    char word[64];
    const char *value = word;
    uint8_t room[64];
    struct buf bytes = buf_over(room, sizeof room);
    size_t left = header->capacity - header->size;

    if (length >= sizeof word)
        return false;
    snprintf(word, sizeof word, "%.*s", (int)length, at);
    if (word[0] == '$')
        value = vars_get(vars, word + 1);
    return value && hex_decode(value, &bytes) &&
           buf_add(header, bytes_of(room, bytes.size < left ? bytes.size : left));
}

static bool read_command(const struct vars *vars, const char *text, struct command *command)
{
    struct buf header = buf_over(command->header, sizeof command->header);

    while (header.size < sizeof command->header) {
        size_t length;

        text += strspn(text, " ");
        length = strcspn(text, " ");
        if (length == 0 || !add_word(vars, text, length, &header))
            return false;
        text += length;
    }
    command->body = text + strspn(text, " ");
    return true;
}

static bool is_word(const struct vars *vars, const struct command *command, const char *name)
{
    const char *text = vars_get(vars, name);
    uint8_t room[4];
    struct buf header = buf_over(room, sizeof room);

    return text && hex_decode(text, &header) &&
           bytes_equal(buf_bytes(&header), bytes_of(command->header, sizeof room));
}

static bool harmless(const struct command *command)
{
    static const uint8_t commands[] = {0x18, 0x1A, 0x1D, 0x22, 0x2A, 0x84,
                                       0xA4, 0xB0, 0xB2, 0xC0, 0xCA};

    return memchr(commands, command->header[1], sizeof commands) != NULL;
}

static void harm(struct story *story, enum harm at_least)
{
    if (story->harm < at_least)
        story->harm = at_least;
}

/* What a row's expectation says of tries: all are back, or one is spent. */
static void count(const char *expect, unsigned *tries)
{
    if (strncmp(expect, "90 00", 5) == 0)
        *tries = TRIES;
    else if (strncmp(expect, "63 C", 4) == 0 && *tries > 0)
        (*tries)--;
}

static void read_verify(const struct command *command, const char *expect, struct counts *counts,
                        struct story *story)
{
    if (!*command->body)
        return;
    story->pin = true;
    count(expect, &counts->pin);
    if (strcmp(command->body, "06 31 32 33 34 35 36") != 0)
        harm(story, HARM_SPENDS);
}

static void read_unlock(const struct command *command, const char *expect, struct counts *counts,
                        struct story *story)
{
    bool by_puk = command->header[2] == 0;

    story->pin = story->unlocks = true;
    story->puk = story->puk || by_puk;
    harm(story, HARM_SPENDS);
    if (strncmp(expect, "90 00", 5) == 0)
        counts->pin = TRIES;
    if (by_puk)
        count(expect, &counts->puk);
}

static void read_change(bool of_puk, const char *expect, struct counts *counts, struct story *story)
{
    story->pin = true;
    story->puk = story->puk || of_puk;
    story->unlocks = story->unlocks || of_puk;
    harm(story, HARM_SPENDS);
    count(expect, of_puk ? &counts->puk : &counts->pin);
}

static void read_card_row(const struct vars *vars, const char *text, const char *expect,
                          struct counts *counts, struct story *story)
{
    struct command command;

    if (!read_command(vars, text, &command)) {
        snprintf(story->needs, STORY_NEEDS, "it says \"%.40s\", which only a world can tell", text);
        return;
    }
    if (command.header[1] == 0x20)
        read_verify(&command, expect, counts, story);
    else if (command.header[1] == 0x2C)
        read_unlock(&command, expect, counts, story);
    else if (command.header[1] == 0x24)
        read_change(is_word(vars, &command, "CHANGEPUK"), expect, counts, story);
    else if (!harmless(&command))
        harm(story, HARM_SPENDS);
    story->unlocks = story->unlocks || command.header[1] == 0x82;
    if (counts->puk == 0)
        harm(story, HARM_KILLS);
    else if (counts->pin == 0)
        harm(story, HARM_LOCKS);
}

static void read_act(const struct vars *vars, const struct step *step, struct counts *counts,
                     struct story *story)
{
    const char *act = step->send + 1 + strspn(step->send + 1, " ");
    size_t length = strcspn(act, " ");

    if (!card_is_enough(act, length))
        snprintf(story->needs, STORY_NEEDS, "it needs a world of ours: ! %.*s", (int)length, act);
    else if (length == 4 && strncmp(act, "send", 4) == 0)
        read_card_row(vars, act + length, step->expect, counts, story);
}

static void read_row(const struct vars *vars, const struct step *step, struct counts *counts,
                     struct story *story)
{
    switch (step_kind(step->send)) {
    case STEP_CARD:
        read_card_row(vars, step->send, step->expect, counts, story);
        break;
    case STEP_ACT:
        read_act(vars, step, counts, story);
        break;
    case STEP_PORTAL:
        snprintf(story->needs, STORY_NEEDS, "it needs a portal behind the card");
        break;
    case STEP_CLIENT:
        snprintf(story->needs, STORY_NEEDS, "it asks a client under test, not the card");
        break;
    }
}

void story_read(const struct conf_case *conf_case, const struct vars *vars, struct story *story)
{
    struct counts counts = {TRIES, TRIES};

    memset(story, 0, sizeof *story);
    for (const struct step *step = conf_case->steps; step->send && !story->needs[0]; step++)
        read_row(vars, step, &counts, story);
}
