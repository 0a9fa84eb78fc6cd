/* SPDX-License-Identifier: MIT */
/* `list`: the cases, requirements and acts that there are. */
#include <stdio.h>
#include <string.h>

#include "conformance/command/command.h"
#include "conformance/command/list.h"
#include "conformance/report/console.h"
#include "conformance/runner/instance.h"
#include "conformance/stage/act.h"

void list_cases(const char *const *filters)
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

void list_requirement(enum requirement requirement)
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
    "Targets: C card, T token (anything with a PIN and keys behind PKCS#11), P portal, K client,\n"
    "S whole system. Sources, in the CA's guide for holders: G-n its n-th step, N-n its n-th "
    "note,\n"
    "B its closing list, ! its boxed warning, mock a value of our own, - none of it.\n\n"
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
            list_requirement((enum requirement)i);
        return EXIT_HELD;
    }
    if (argc > 1 && strcmp(argv[1], "--acts") == 0)
        list_acts();
    else
        list_cases(filters);
    return EXIT_HELD;
}
