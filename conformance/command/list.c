/* SPDX-License-Identifier: MIT */
/* `list` and `explain`: what there is, and what a requirement or case is about. */
#include <stdio.h>
#include <string.h>

#include "conformance/command/command.h"
#include "conformance/report/console.h"
#include "conformance/runner/instance.h"
#include "conformance/stage/act.h"

static void list_cases(const char *const *filters)
{
    struct instances instances;

    if (!instances_make(filters, &instances))
        return;
    for (size_t i = 0; i < instances.count; i++) {
        char shows[200];

        case_requirements(instances.items[i].conf_case, shows, sizeof shows);
        printf("%-52s %-7s [%s]\n", instances.items[i].name,
               target_name(instances.items[i].conf_case->target), shows);
    }
    printf("%zu cases\n", instances.count);
    instances_free(&instances);
}

static void print_requirement(enum requirement requirement)
{
    const struct requirement_row *row = requirement_row(requirement);
    char letters[TARGET_COUNT + 1] = "";
    size_t count = 0;

    for (unsigned t = 0; t < TARGET_COUNT; t++)
        if (row->targets & (1u << t))
            letters[count++] = target_letter((enum target)(1u << t));
    letters[count] = '\0';
    printf("%-7s %-6s %-5s %-8s %s\n", row->name, level_name(row->level), letters, row->step,
           row->paraphrase);
}

static size_t count_cases(enum requirement requirement, enum target target)
{
    size_t count = 0;

    for (const struct suite *const *suite = suites(); *suite; suite++)
        for (const struct conf_case *const *one = (*suite)->cases; *one; one++)
            count += (*one)->target == target && case_shows(*one, requirement);
    return count;
}

/* The reverse matrix; EXIT_FELL when a MUST has no case for one of its targets. */
static enum exit_code list_matrix(void)
{
    enum exit_code code = EXIT_HELD;

    for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++) {
        const struct requirement_row *row = requirement_row((enum requirement)i);

        printf("%-7s %-6s", row->name, level_name(row->level));
        for (unsigned t = 0; t < TARGET_COUNT; t++) {
            enum target target = (enum target)(1u << t);
            size_t count = count_cases((enum requirement)i, target);

            if (!(row->targets & target))
                continue;
            printf(" %s: %zu", target_name(target), count);
            if (count == 0 && row->level == LEVEL_MUST) {
                fputs(" MISSING", stdout);
                code = EXIT_FELL;
            }
        }
        putchar('\n');
    }
    return code;
}

static void list_acts(void)
{
    for (const struct act *const *table = act_tables; *table; table++)
        for (const struct act *act = *table; act->name; act++)
            printf("! %-14s %s\n", act->name, act->fields);
}

static const char list_usage[] =
    "akis-conformance list [TEXT ...]\n"
    "akis-conformance list --matrix | --requirements | --acts\n\n"
    "The cases (whose name holds a TEXT, or of a requirement or target), with what each shows; or\n"
    "how many cases each requirement has for each target; the requirements with their paraphrase;\n"
    "the acts that the steps of a case can name.\n\n"
    "Exit: 0; --matrix 1 when a MUST has no case for one of its targets.\n";

enum exit_code command_list(int argc, char **argv)
{
    const char *const *filters = (const char *const *)(argv + 1);

    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        fputs(list_usage, stdout);
        return EXIT_HELD;
    }
    if (argc > 1 && strcmp(argv[1], "--matrix") == 0)
        return list_matrix();
    if (argc > 1 && strcmp(argv[1], "--requirements") == 0) {
        for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++)
            print_requirement((enum requirement)i);
        return EXIT_HELD;
    }
    if (argc > 1 && strcmp(argv[1], "--acts") == 0)
        list_acts();
    else
        list_cases(filters);
    return EXIT_HELD;
}

static void explain_case(const struct instance *instance)
{
    const struct conf_case *conf_case = instance->conf_case;

    printf("%s: %s\n", instance->name, conf_case->claim);
    for (const struct step *step = conf_case->steps; step->send; step++)
        printf("  %-7s %-40s\n          > %s\n          < %s\n", requirement_name(step->shows),
               step->say, step->send, step->expect);
}

static enum exit_code explain_requirement(enum requirement requirement)
{
    const char *filters[] = {requirement_name(requirement), NULL};

    print_requirement(requirement);
    list_cases(filters);
    return EXIT_HELD;
}

static const char explain_usage[] =
    "akis-conformance explain ID\n\n"
    "A requirement (PIN-1) with its level, targets, step of the guide, paraphrase and cases; or a "
    "case\n"
    "(a part of its name will do), step by step: what is sent, and what is expected.\n\n"
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
        explain_case(&instances.items[i]);
    if (instances.count == 0) {
        fprintf(stderr, "akis-conformance: neither requirement nor case: %s\n", argv[1]);
        code = EXIT_COULD_NOT_RUN;
    }
    instances_free(&instances);
    return code;
}
