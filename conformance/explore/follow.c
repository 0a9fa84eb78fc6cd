/* SPDX-License-Identifier: MIT */
/* From a trace's APDUs to letters: see follow.h. */
#include "conformance/explore/follow.h"

#include <stdlib.h>
#include <string.h>

#include "conformance/json.h"

enum {
    CARDS = 8,
    SERIAL_ROOM = 40,
    LINE_ROOM = 8192,
    HEAD = 4,
    INS_MSE = 0x22,
    INS_SELECT = 0xA4,
    INS_GET_DATA = 0xCA
};

struct tracked {
    char serial[SERIAL_ROOM];
    enum age age;
    struct state state;
    bool powered;
};

struct follower {
    const struct model *model;
    const struct followed *followed;
    struct spoken spoken[LETTERS];
    struct tracked cards[CARDS];
    size_t count;
    follow_fn *took;
    void *context;
    struct followed_counts *counts;
};

struct state follow_fresh(void)
{
    return (struct state){.tries = 3, .puktries = 3};
}

static struct tracked *card_of(struct follower *follower, const char *serial)
{
    for (size_t i = 0; i < follower->count; i++)
        if (strcmp(follower->cards[i].serial, serial) == 0)
            return &follower->cards[i];
    if (follower->count == CARDS || strlen(serial) >= SERIAL_ROOM)
        return NULL;
    bool first = follower->count == 0;
    struct tracked *card = &follower->cards[follower->count++];
    (void)snprintf(card->serial, sizeof card->serial, "%s", serial);
    card->age = first ? follower->followed->age : NEW;
    card->state = first ? follower->followed->start : follow_fresh();
    return card;
}

/* The hexadecimal says these bytes; an asterisk is any digit. */
static bool says(const char *hex, const uint8_t *bytes, size_t size)
{
    static const char digits[] = "0123456789ABCDEF";

    for (size_t i = 0; i < 2 * size; i++) {
        char digit = digits[i % 2 ? bytes[i / 2] & 15 : bytes[i / 2] >> 4];
        if (hex[i] == '\0' || (hex[i] != '*' && hex[i] != digit))
            return false;
    }
    return true;
}

/* The same command with another body, or for some with other parameters too. */
static bool is_like(const char *hex, const struct spoken *spoken)
{
    uint8_t ins = spoken->size > 1 ? spoken->bytes[1] : 0;
    bool any = ins == INS_MSE || ins == INS_SELECT || ins == INS_GET_DATA;
    size_t length = strlen(hex) / 2;

    return length >= HEAD && spoken->size >= HEAD && (length > HEAD) == (spoken->size > HEAD) &&
           says(hex, spoken->bytes, any ? 2 : HEAD);
}

static bool is_same(const char *hex, const struct spoken *spoken)
{
    return spoken->size > 0 && strlen(hex) == 2 * spoken->size &&
           says(hex, spoken->bytes, spoken->size);
}

static void take(struct follower *follower, struct tracked *card, const struct forecast *forecast)
{
    follower->took(follower->context, card->age, &card->state, forecast->row_number);
    card->state = forecast->after[forecast->parts];
}

/* How far a command is understood. */
enum sense { FOREIGN_COMMAND, STRANGE_ANSWER, UNDERSTOOD };

/* Takes the first letter that is written so and explains the answer. */
static enum sense explain(struct follower *follower, struct tracked *card, const char *hex,
                          unsigned word, bool (*fits)(const char *hex, const struct spoken *spoken))
{
    enum sense sense = FOREIGN_COMMAND;
    struct forecast forecast;

    for (size_t i = 0; i < LETTERS; i++) {
        if (!fits(hex, &follower->spoken[i]))
            continue;
        sense = STRANGE_ANSWER;
        if (!model_foresee(follower->model, card->age, &card->state, &letters[i], &forecast) ||
            !model_allows_word(&forecast, word))
            continue;
        take(follower, card, &forecast);
        return UNDERSTOOD;
    }
    return sense;
}

/* What every command does that is no letter: it is as good as an unknown one. */
static void pass_by(struct follower *follower, struct tracked *card)
{
    struct forecast forecast;

    if (model_foresee(follower->model, card->age, &card->state, &letters[LETTER_unknown],
                      &forecast))
        card->state = forecast.after[forecast.parts];
}

static void follow_apdu(struct follower *follower, struct tracked *card, const char *command,
                        const char *response)
{
    size_t length = response ? strlen(response) : 0;

    if (!command || length < HEAD)
        return;
    unsigned word = (unsigned)strtoul(response + length - HEAD, NULL, 16);
    follower->counts->apdus++;
    enum sense sense = explain(follower, card, command, word, is_same);
    if (sense != UNDERSTOOD)
        sense = explain(follower, card, command, word, is_like);
    if (sense == UNDERSTOOD)
        return;
    pass_by(follower, card);
    follower->counts->foreign += sense == FOREIGN_COMMAND;
    follower->counts->strange += sense == STRANGE_ANSWER;
}

static void follow_power(struct follower *follower, struct tracked *card, const char *event)
{
    struct forecast forecast;

    if (strcmp(event, "power off") == 0 || strcmp(event, "remove") == 0)
        card->powered = false;
    if (strcmp(event, "reset") != 0)
        return;
    const struct letter *letter = &letters[card->powered ? LETTER_warm_reset : LETTER_cold_reset];
    if (model_foresee(follower->model, card->age, &card->state, letter, &forecast))
        take(follower, card, &forecast);
    card->powered = true;
}

static void follow_line(struct follower *follower, const char *line)
{
    struct json *json = json_parse(bytes_text(line));
    char *event = json ? json_text(json, "event") : NULL;
    bool is_apdu = event && strcmp(event, "apdu") == 0;
    char *serial = event ? json_text(json, is_apdu ? "card" : "detail") : NULL;
    struct tracked *card = NULL;

    if (serial && (is_apdu || strcmp(event, "reset") == 0 || strcmp(event, "remove") == 0 ||
                   strcmp(event, "power off") == 0))
        card = card_of(follower, serial);
    if (card && is_apdu) {
        char *command = json_text(json, "command");
        char *response = json_text(json, "response");
        follow_apdu(follower, card, command, response);
        free(command);
        free(response);
    } else if (card)
        follow_power(follower, card, event);
    free(serial);
    free(event);
    json_free(&json);
}

bool follow_trace(FILE *trace, const struct model *model, const struct followed *followed,
                  follow_fn *took, void *context, struct followed_counts *counts)
{
    struct follower *follower = calloc(1, sizeof *follower);
    char line[LINE_ROOM];

    if (!follower || !alphabet_speak(followed->dialect, follower->spoken)) {
        free(follower);
        return false;
    }
    follower->model = model;
    follower->followed = followed;
    follower->took = took;
    follower->context = context;
    follower->counts = counts;
    while (fgets(line, sizeof line, trace))
        follow_line(follower, line);
    free(follower);
    return true;
}
