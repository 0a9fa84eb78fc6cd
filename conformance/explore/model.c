/* SPDX-License-Identifier: MIT */
/* The model's rows, made ready and applied: see model.h. */
#include "conformance/explore/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/explore/rule.h"

struct row {
    const char *name;
    enum requirement requirement;
    enum age age;
    unsigned inputs;
    const char *answer; /* NULL: ALWAYS */
    struct rule rule;
};

struct model {
    size_t count;
    struct row rows[];
};

struct source {
    const char *name;
    enum requirement requirement;
    enum age age;
    unsigned inputs;
    const char *when;
    const char *answer;
    const char *then;
};

static const struct source sources[] = {
#define ALWAYS(name, requirement, cards, inputs, then)                                             \
    {#name, requirement, cards, inputs, "", NULL, then},
#define ROW(name, requirement, cards, inputs, when, answer, then)                                  \
    {#name, requirement, cards, inputs, when, answer, then},
#include "conformance/explore/model.def"
#undef ROW
#undef ALWAYS
};
enum { ROWS = sizeof sources / sizeof *sources };
_Static_assert((int)ROWS <= (int)MODEL_ROWS_MAX, "a row is a bit");

struct model *model_new(void)
{
    struct model *model = calloc(1, sizeof *model + ROWS * sizeof *model->rows);

    for (size_t i = 0; model && i < ROWS; i++) {
        const struct source *source = &sources[i];
        model->rows[model->count++] = (struct row){.name = source->name,
                                                   .requirement = source->requirement,
                                                   .age = source->age,
                                                   .inputs = source->inputs,
                                                   .answer = source->answer};
        if (rule_read(source->when, source->then, &model->rows[i].rule))
            continue;
        (void)fprintf(stderr, "akis-conformance: model.def: %s cannot be read\n", source->name);
        model_free(&model);
    }
    return model;
}

void model_free(struct model **model)
{
    free(*model);
    *model = NULL;
}

const char *model_row_name(const struct model *model, size_t row)
{
    return row < model->count ? model->rows[row].name : NULL;
}

static struct row *find(struct model *model, const char *name, size_t size)
{
    for (size_t i = 0; i < model->count; i++)
        if (strlen(model->rows[i].name) == size && strncmp(model->rows[i].name, name, size) == 0)
            return &model->rows[i];
    return NULL;
}

bool model_change(struct model *model, const char *change)
{
    size_t size = strcspn(change, "=");
    struct row *row = find(model, change, size);

    if (!row) {
        (void)fprintf(stderr, "akis-conformance: the model has no row %.*s\n", (int)size, change);
        return false;
    }
    if (change[size] == '\0' && row->answer) {
        row->answer = "6F00";
        return true;
    }
    if (rule_read(NULL, change[size] ? change + size + 1 : "", &row->rule))
        return true;
    (void)fprintf(stderr, "akis-conformance: %s: nothing that a card could become\n", change);
    return false;
}

static bool fits(const struct row *row, enum age age, const struct state *state,
                 const struct letter *letter)
{
    return (row->age & age) && (row->inputs & (unsigned)letter->input) &&
           rule_holds(&row->rule, state, letter);
}

static void apply(const struct row *row, const struct letter *letter, struct forecast *forecast)
{
    struct state *after = forecast->after;

    forecast->parts = rule_parts(&row->rule);
    for (unsigned part = 0; part < forecast->parts; part++) {
        after[part + 1] = after[part];
        rule_apply(&row->rule, part, letter, &after[part + 1]);
    }
}

bool model_foresee(const struct model *model, enum age age, const struct state *state,
                   const struct letter *letter, struct forecast *forecast)
{
    *forecast = (struct forecast){.row = NULL};
    forecast->after[0] = *state;
    for (size_t i = 0; i < model->count; i++) {
        const struct row *row = &model->rows[i];
        if (!fits(row, age, state, letter))
            continue;
        if (!row->answer) {
            rule_apply(&row->rule, 0, letter, &forecast->after[0]);
            continue;
        }
        forecast->row = row->name;
        forecast->row_number = i;
        forecast->requirement = row->requirement;
        forecast->answer = row->answer;
        apply(row, letter, forecast);
        forecast->wrong_guess = strncmp(row->answer, "63C", 3) == 0 && forecast->parts > 0;
        return true;
    }
    return false;
}

static unsigned digit_of(char c)
{
    return c <= '9' ? (unsigned)(c - '0') : (unsigned)(c - 'A' + 10);
}

static bool matches(const char *pattern, const struct state *after, unsigned word)
{
    if (strncmp(pattern, "ATR", 3) == 0)
        return word == WORD_ATR;
    for (int i = 0; i < 4; i++) {
        unsigned digit = word >> 4 * (3 - i) & 0xF;
        char wanted = pattern[i];
        if (wanted == 'n'   ? digit != after->tries
            : wanted == 'p' ? digit != after->puktries
                            : wanted != '.' && digit != digit_of(wanted))
            return false;
    }
    return true;
}

bool model_allows_word(const struct forecast *forecast, unsigned word)
{
    const struct state *after = &forecast->after[forecast->parts];

    for (const char *pattern = forecast->answer; pattern; pattern = strchr(pattern, '|')) {
        pattern += *pattern == '|';
        if (matches(pattern, after, word))
            return true;
    }
    return false;
}

struct state model_without_power(const struct model *model, enum age age, const struct state *state)
{
    struct forecast forecast;

    if (!model_foresee(model, age, state, &letters[LETTER_cold_reset], &forecast))
        return *state;
    return forecast.after[forecast.parts];
}
