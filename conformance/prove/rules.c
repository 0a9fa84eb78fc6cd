/* SPDX-License-Identifier: MIT */
/* From a rule's right value to its neighbours. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/prove/mutation.h"
#include "sim/base/calendar.h"
#include "sim/world/world.h"

enum { WRONG_MAX = 3, WRONG_SIZE = 24 };

/* The wrong values to try for a right one, judged by its spelling. */
struct wrong {
    char values[WRONG_MAX][WRONG_SIZE];
    size_t count;
};

__attribute__((format(printf, 2, 3))) static void add(struct wrong *wrong, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(wrong->values[wrong->count++], WRONG_SIZE, format, arguments);
    va_end(arguments);
}

static void neighbour_days(const char *right, struct wrong *wrong)
{
    int64_t noon;
    char text[32];

    snprintf(text, sizeof text, "%.10sT12:00:00", right);
    if (!calendar_parse(text, &noon))
        return;
    for (int step = -1; step <= 1; step += 2) {
        struct civil day = calendar_istanbul(noon + step * 86400);

        add(wrong, "%04d-%02d-%02d", day.year % 10000, day.month % 100, day.day % 100);
    }
}

static bool is_word(const char *text)
{
    return strlen(text) == 4 && strspn(text, "0123456789ABCDEF") == 4 && text[0] == '6';
}

static void wrong_values(const char *right, struct wrong *wrong)
{
    long number = strtol(right, NULL, 10);

    wrong->count = 0;
    if (strcmp(right, "true") == 0 || strcmp(right, "false") == 0) {
        add(wrong, "%s", strcmp(right, "true") == 0 ? "false" : "true");
    } else if (strchr(right, '-') && right[0] != '-') {
        neighbour_days(right, wrong);
    } else if (is_word(right)) {
        add(wrong, "%s", "6F00");
        add(wrong, "%.3s%c", right, right[3] == '1' ? '2' : '1');
    } else {
        add(wrong, "%ld", number + 1);
        add(wrong, "%ld", number - 1);
    }
}

/* Adds the wrong values of one rule that its bounds allow; the rule is right again after. */
static bool add_rule(struct world *world, const struct world_rule *rule,
                     struct mutations *mutations)
{
    struct mutation mutation = {.kind = MUTATION_RULE,
                                .requirement = requirement_find(rule->requirement)};
    struct wrong wrong;
    bool added = true;

    if (mutation.requirement == SETUP)
        return true;
    wrong_values(rule->value, &wrong);
    for (size_t i = 0; added && i < wrong.count; i++) {
        snprintf(mutation.name, sizeof mutation.name, "%s=%s", rule->name, wrong.values[i]);
        if (world_policy_set(world, rule->name, wrong.values[i]) == WORLD_OK)
            added = mutations_add(mutations, &mutation) &&
                    world_policy_set(world, rule->name, rule->value) == WORLD_OK;
    }
    return added;
}

bool mutations_add_rules(struct mutations *mutations)
{
    struct world_rule rule;
    struct world *world;
    bool made = world_new(NULL, &world) == WORLD_OK;

    if (!made) {
        fputs("akis-conformance: there is no world to ask for its rules\n", stderr);
        return false;
    }
    for (size_t i = 0; made && world_rule_at(world, i, &rule); i++)
        made = add_rule(world, &rule, mutations);
    world_free(&world);
    return made;
}
