/* SPDX-License-Identifier: MIT */
/* Walks in words: see tell.h. */
#include "conformance/explore/tell.h"

#include "conformance/json.h"
#include "conformance/stage/decode.h"

enum { WAY_MAX = 64 };

const char *difference_name(enum difference_kind kind)
{
    static const char *const names[] = {
        [DIFFERENCE_NONE] = "none",
        [DIFFERENCE_NO_ROW] = "no row of the model fits",
        [DIFFERENCE_WORD] = "another answer",
        [DIFFERENCE_STATE] = "another state afterwards",
        [DIFFERENCE_CUT] = "a loss of power leaves a state that no rule allows",
        [DIFFERENCE_MUTE] = "after a loss of power the card does not come up",
        [DIFFERENCE_GUESS] = "a loss of power gives a wrong guess for nothing",
        [DIFFERENCE_UNSOUND] = "two cards in one state behave differently",
        [DIFFERENCE_SPOILT] = "a spoilt command does something",
        [DIFFERENCE_GOES_ON] = "the store refused, and the card goes on as if it had not",
    };

    return names[kind];
}

void tell_head(FILE *out)
{
    (void)fprintf(out, "%-24s %7s %7s %12s %10s %6s %8s\n", "card", "states", "cards",
                  "transitions", "power cuts", "depth", "seconds");
}

void tell_walk(FILE *out, const struct walk *walk)
{
    const struct walk_counts *counts = walk_counts(walk);
    enum difference_kind kind = walk_difference(walk)->kind;
    char name[KIND_NAME];

    kind_name(walk_kind(walk), name);
    (void)fprintf(out, "%-24s %7zu %7zu %12zu %10zu %6u %8.2f%s%s\n", name, counts->states,
                  counts->cards, counts->transitions, counts->cuts, counts->depth, counts->seconds,
                  kind == DIFFERENCE_NONE ? "" : "  ", kind ? difference_name(kind) : "");
    (void)fflush(out);
}

void tell_step(struct way_step step, char text[STEP_TEXT])
{
    const char *name = letters[step.letter].name;

    if (step.spoil != SPOIL_NONE)
        (void)snprintf(text, STEP_TEXT, "%s, %s", name, spoil_name(step.spoil));
    else if (step.cut == CUT_NEVER)
        (void)snprintf(text, STEP_TEXT, "%s", name);
    else if (step.cut == CUT_AFTER)
        (void)snprintf(text, STEP_TEXT, "%s, and the power lost after the answer", name);
    else if (step.cut >= CUT_TORN)
        (void)snprintf(text, STEP_TEXT, "power lost in write %d of: %s", step.cut - CUT_TORN + 1,
                       name);
    else
        (void)snprintf(text, STEP_TEXT, "power lost after %d write%s of: %s", step.cut,
                       step.cut == 1 ? "" : "s", name);
}

static void tell_event(FILE *out, const struct event *event)
{
    char text[DECODE_TEXT];

    if (event->sent_size > 0) {
        decode_command(bytes_of(event->sent, event->sent_size), text);
        (void)fprintf(out, "       > %s\n", text);
    }
    if (event->word == WORD_ATR)
        (void)fprintf(out, "       < an answer to reset\n");
    else if (event->got_size > 0) {
        decode_response(bytes_of(event->got, event->got_size), text);
        (void)fprintf(out, "       < %s\n", text);
    }
}

/* Goes one step of the way on a card of its own, and tells it. */
static void go_step(FILE *out, struct subject *subject, size_t number, struct way_step step)
{
    char text[STEP_TEXT];
    struct event event;
    bool up = true;

    tell_step(step, text);
    (void)fprintf(out, "  %3zu. %s\n", number, text);
    if (step.spoil == SPOIL_NONE ||
        !subject_spoil(subject, (unsigned)step.letter, step.spoil, &event))
        subject_do(subject, (unsigned)step.letter, step.cut, &event);
    if (step.cut == CUT_NEVER || step.cut == CUT_AFTER)
        tell_event(out, &event);
    if (step.cut != CUT_NEVER && (!subject_boot(subject, &up) || !up))
        (void)fprintf(out, "       < the card does not come up\n");
}

static void tell_word(FILE *out, unsigned word)
{
    if (word == WORD_ATR)
        (void)fprintf(out, "ATR");
    else if (word == WORD_NONE)
        (void)fprintf(out, "nothing");
    else
        (void)fprintf(out, "%04X", word);
}

static void tell_states(FILE *out, const struct walk *walk, const struct difference *difference)
{
    const struct forecast *forecast = &difference->forecast;
    struct state before = walk_state(walk, walk_state_of(walk, difference->place));
    char text[STATE_TEXT];

    state_text(&before, text);
    (void)fprintf(out, "  before  %s\n", text);
    state_text(&difference->after, text);
    (void)fprintf(out, "  card    ");
    if (difference->cut == CUT_NEVER)
        tell_word(out, difference->word);
    else
        (void)fprintf(out, "comes up");
    (void)fprintf(out, " -> %s\n", text);
    if (!forecast->row)
        return;
    state_text(&forecast->after[forecast->parts], text);
    (void)fprintf(out, "  model   %s -> %s\n          by row %s (%s)\n", forecast->answer, text,
                  forecast->row, requirement_name(forecast->requirement));
}

void tell_difference(FILE *out, const struct walk *walk)
{
    const struct difference *difference = walk_difference(walk);
    struct way_step way[WAY_MAX];
    char name[KIND_NAME];

    if (difference->kind == DIFFERENCE_NONE)
        return;
    size_t count = walk_way(walk, difference->place, way, WAY_MAX - 1);
    struct subject *subject = count < WAY_MAX ? subject_new(walk_kind(walk)) : NULL;
    if (!subject)
        return;
    way[count++] = (struct way_step){difference->letter, difference->cut, difference->spoil};
    kind_name(walk_kind(walk), name);
    (void)fprintf(out, "\n%s: %s. The shortest way to it, %zu input%s:\n", name,
                  difference_name(difference->kind), count, count == 1 ? "" : "s");
    for (size_t i = 0; i < count; i++)
        go_step(out, subject, i + 1, way[i]);
    tell_states(out, walk, difference);
    subject_free(&subject);
}

static void json_way(FILE *out, const struct walk *walk, const struct difference *difference)
{
    struct way_step way[WAY_MAX];
    size_t count = walk_way(walk, difference->place, way, WAY_MAX - 1);

    if (count >= WAY_MAX)
        count = WAY_MAX - 1;
    way[count++] = (struct way_step){difference->letter, difference->cut, difference->spoil};
    for (size_t i = 0; i < count; i++) {
        char text[STEP_TEXT];

        tell_step(way[i], text);
        (void)fputs(i > 0 ? ", " : "", out);
        json_write_string(out, text);
    }
}

void tell_json(FILE *out, const struct walk *walk)
{
    const struct walk_counts *counts = walk_counts(walk);
    const struct difference *difference = walk_difference(walk);
    char name[KIND_NAME];

    kind_name(walk_kind(walk), name);
    (void)fprintf(out,
                  "{\"card\": \"%s\", \"states\": %zu, \"cards\": %zu, \"transitions\": %zu, "
                  "\"cuts\": %zu, \"depth\": %u, \"seconds\": %.3f, \"difference\": ",
                  name, counts->states, counts->cards, counts->transitions, counts->cuts,
                  counts->depth, counts->seconds);
    if (difference->kind == DIFFERENCE_NONE) {
        (void)fputs("null}", out);
        return;
    }
    (void)fprintf(out, "{\"kind\": \"%s\", \"row\": \"%s\", \"requirement\": \"%s\", \"way\": [",
                  difference_name(difference->kind),
                  difference->forecast.row ? difference->forecast.row : "",
                  requirement_name(difference->forecast.requirement));
    json_way(out, walk, difference);
    (void)fputs("]}}", out);
}
