/* SPDX-License-Identifier: MIT */
/* `explain`: what a requirement or a case is about. A story is told once, however many cards it is
 * told of, and then what its words stand for on each. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "conformance/command/command.h"
#include "conformance/command/list.h"
#include "conformance/runner/instance.h"
#include "conformance/stage/dialect.h"
#include "conformance/stage/stage.h"

enum { WORD = 24, WORDS = 32 };

/* The words of a card that a story sends or expects, each once. */
struct words {
    char names[WORDS][WORD];
    size_t count;
};

static bool is_known(const struct words *words, const char *name)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->names[i], name) == 0)
            return true;
    return false;
}

static void find_words(const struct vars *vars, const char *text, struct words *words)
{
    while ((text = strchr(text, '$')) != NULL) {
        char name[WORD];
        int length = 0;

        for (text++; isalnum((unsigned char)text[length]) || text[length] == '_';)
            length++;
        snprintf(name, sizeof name, "%.*s", length, text);
        if (vars_get(vars, name) && !is_known(words, name) && words->count < WORDS)
            memcpy(words->names[words->count++], name, sizeof name);
    }
}

static void explain_words(const struct instance *instance)
{
    struct words words = {.count = 0};
    struct vars *vars = vars_new();

    if (vars && dialect_speak(instance->profile, vars))
        for (const struct step *step = instance->conf_case->steps; step->send; step++) {
            find_words(vars, step->send, &words);
            find_words(vars, step->expect, &words);
        }
    for (size_t i = 0; i < words.count; i++) {
        const char *value = vars_get(vars, words.names[i]);

        printf("%s$%s = %s", i == 0 ? ": " : ", ", words.names[i], *value ? value : "nothing");
    }
    vars_free(&vars);
}

static void explain_story(const struct instance *instance)
{
    const struct conf_case *conf_case = instance->conf_case;

    printf("%s.%s: %s\n", instance->suite->name, conf_case->name, conf_case->claim);
    for (const struct step *step = conf_case->steps; step->send; step++)
        printf("  %-7s %-40s\n          > %s\n          < %s\n", requirement_name(step->shows),
               step->say, step->send, step->expect);
}

static bool asks_client(const struct conf_case *conf_case)
{
    for (const struct step *step = conf_case->steps; step->send; step++)
        if (step->send[0] == '?')
            return true;
    return false;
}

static void explain_instance(const struct instances *instances, size_t i)
{
    const struct instance *instance = &instances->items[i];

    if (i == 0 || instances->items[i - 1].conf_case != instance->conf_case)
        explain_story(instance);
    printf("  on %s", instance->profile);
    explain_words(instance);
    if (asks_client(instance->conf_case) &&
        !stage_keeps_open(instance->conf_case, instance->profile))
        fputs("; the client opens its card anew for each request", stdout);
    putchar('\n');
}

static enum exit_code explain_requirement(enum requirement requirement)
{
    const char *filters[] = {requirement_name(requirement), NULL};

    list_requirement(requirement);
    list_cases(filters);
    return EXIT_HELD;
}

static const char explain_usage[] =
    "akis-conformance explain ID\n\n"
    "A requirement (PIN-1) with its level, targets, step of the guide, paraphrase and cases; or a "
    "case\n"
    "(a part of its name will do), step by step: what is sent, and what is expected; and what its\n"
    "words ($PIN, $CHANGE) stand for on each card. case.h tells how rows are read.\n\n"
    "Exit: 0, or 2 when there is nothing of that name.\n";

enum exit_code command_explain(int argc, char **argv)
{
    bool asked = argc > 1 && strcmp(argv[1], "--help") == 0;
    enum requirement requirement = argc > 1 ? requirement_find(argv[1]) : SETUP;
    const char *filters[] = {argc > 1 ? argv[1] : "", NULL};
    enum exit_code code = EXIT_HELD;
    struct instances instances;

    if (argc < 2 || asked) {
        fputs(explain_usage, asked ? stdout : stderr);
        return asked ? EXIT_HELD : EXIT_COULD_NOT_RUN;
    }
    if (requirement != SETUP)
        return explain_requirement(requirement);
    if (!instances_make(filters, &instances))
        return EXIT_COULD_NOT_RUN;
    for (size_t i = 0; i < instances.count; i++)
        explain_instance(&instances, i);
    if (instances.count == 0) {
        fprintf(stderr, "akis-conformance: neither requirement nor case: %s\n", argv[1]);
        code = EXIT_COULD_NOT_RUN;
    }
    instances_free(&instances);
    return code;
}
