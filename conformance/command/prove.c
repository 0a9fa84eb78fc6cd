/* SPDX-License-Identifier: MIT */
/* `prove`: every rule broken, one at a time; each must be noticed by a case that names it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/command/command.h"
#include "conformance/prove/mutation.h"
#include "conformance/runner/keys.h"
#include "conformance/runner/runner.h"

/* What came of one mutation. */
struct proof {
    size_t cases;      /* that were run */
    size_t kills;      /* fell at the rule's own requirement */
    size_t side_kills; /* fell elsewhere */
    size_t broken;     /* could not be run */
    const char *first; /* the first case that killed it; of the instances' */
};

/* Who killed something at all, by the instance's place among all. */
struct killers {
    struct instances all;
    bool *asked;
    bool *killed;
};

static void ignore(void *context, const struct run *run, const struct result *result)
{
    (void)context;
    (void)run;
    (void)result;
}

static void note(struct killers *killers, const struct result *result, bool fell)
{
    for (size_t i = 0; i < killers->all.count; i++) {
        if (strcmp(killers->all.items[i].name, result->instance->name) != 0)
            continue;
        killers->asked[i] = true;
        killers->killed[i] = killers->killed[i] || fell;
    }
}

static void count(const struct run *run, enum requirement requirement, struct killers *killers,
                  struct proof *proof)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct result *result = &run->results[i];
        bool fell = result->verdict == VERDICT_FAIL;

        proof->cases++;
        proof->kills += fell && result->fell == requirement;
        proof->broken += result->verdict == VERDICT_BROKEN;
        proof->side_kills += fell && result->fell != requirement;
        if (fell && result->fell == requirement && !proof->first)
            proof->first = result->instance->conf_case->name;
        if (fell || result->verdict == VERDICT_PASS)
            note(killers, result, fell);
    }
}

/* Runs the cases that show the requirement, with the rule broken. */
static bool try_one(const struct mutation *mutation, const struct options *base,
                    struct killers *killers, struct proof *proof)
{
    struct options options = *base;
    struct runner_watch watch = {ignore, NULL};
    struct instances instances;
    struct run run;
    size_t settings = 0;
    bool ran;

    memset(proof, 0, sizeof *proof);
    while (options.stage.settings[settings])
        settings++;
    options.stage.settings[settings] = mutation->setting;
    memset(options.filters, 0, sizeof options.filters);
    options.filters[0] = requirement_name(mutation->requirement);
    if (!instances_make(options.filters, &instances))
        return false;
    ran = runner_run(&instances, &options, &watch, &run);
    if (ran) {
        count(&run, mutation->requirement, killers, proof);
        runner_free(&run);
    }
    instances_free(&instances);
    return ran;
}

static void print_one(const struct mutation *mutation, const struct proof *proof)
{
    const char *equivalent = mutation_equivalent(mutation);
    const char *word = proof->kills > 0 ? "killed" : equivalent ? "equivalent" : "SURVIVED";

    printf("%-10s %-44s %-7s by %zu of %zu", word, mutation->setting,
           requirement_name(mutation->requirement), proof->kills, proof->cases);
    if (proof->side_kills > 0)
        printf(" (%zu more fell elsewhere)", proof->side_kills);
    if (proof->broken > 0)
        printf(" (%zu could not be run)", proof->broken);
    if (proof->first)
        printf(": %s", proof->first);
    if (proof->kills == 0 && equivalent)
        printf(": %s", equivalent);
    putchar('\n');
    fflush(stdout);
}

/* Cases that were asked about some mutation and noticed none. */
static size_t print_idle(const struct killers *killers)
{
    size_t idle = 0;

    for (size_t i = 0; i < killers->all.count; i++) {
        if (!killers->asked[i] || killers->killed[i])
            continue;
        printf("idle       %s\n", killers->all.items[i].name);
        idle++;
    }
    return idle;
}

static enum exit_code prove_all(const struct mutations *mutations, const struct options *options,
                                struct killers *killers)
{
    size_t killed = 0;
    size_t equivalent = 0;
    size_t idle;

    for (size_t i = 0; i < mutations->count; i++) {
        struct proof proof;

        if (!try_one(&mutations->items[i], options, killers, &proof))
            return EXIT_COULD_NOT_RUN;
        print_one(&mutations->items[i], &proof);
        killed += proof.kills > 0;
        equivalent += proof.kills == 0 && mutation_equivalent(&mutations->items[i]);
    }
    idle = print_idle(killers);
    printf("\n%zu broken rules: %zu killed by a case that names their requirement, %zu equivalent, "
           "%zu survived; %zu idle cases\n",
           mutations->count, killed, equivalent, mutations->count - killed - equivalent, idle);
    return killed + equivalent == mutations->count ? EXIT_HELD : EXIT_FELL;
}

static bool killers_make(struct killers *killers)
{
    if (!instances_make(NULL, &killers->all))
        return false;
    killers->asked = calloc(killers->all.count, sizeof *killers->asked);
    killers->killed = calloc(killers->all.count, sizeof *killers->killed);
    return killers->asked && killers->killed;
}

enum exit_code command_prove(int argc, char **argv)
{
    struct options options = {.stage.adapter = options_own_adapter()};
    struct mutations mutations = {.count = 0};
    struct killers killers = {.asked = NULL};
    enum exit_code code = EXIT_COULD_NOT_RUN;
    char keys[OPTIONS_PATH];

    if (!options_read(argc, argv, 1, &options))
        return EXIT_COULD_NOT_RUN;
    if (!options.stage.keys && keys_make(keys, sizeof keys))
        options.stage.keys = keys;
    if (killers_make(&killers) && mutations_make(options.filters[0], &mutations))
        code = prove_all(&mutations, &options, &killers);
    if (options.stage.keys == keys)
        keys_remove(keys);
    mutations_free(&mutations);
    instances_free(&killers.all);
    free(killers.asked);
    free(killers.killed);
    return code;
}
