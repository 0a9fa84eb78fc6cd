/* SPDX-License-Identifier: MIT */
/* `prove`: everything broken that can be, one at a time; each must be noticed by a case that
 * names it. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "conformance/command/command.h"
#include "conformance/prove/equivalents.h"
#include "conformance/prove/proof.h"
#include "conformance/prove/trials.h"
#include "conformance/runner/folder.h"
#include "conformance/runner/keys.h"

static void print_one(const void *context, const struct proof *proof, size_t i)
{
    const struct options *options = context;
    const struct mutation *mutation = &proof->mutations.items[i];
    const struct instance *first = proof_first(proof, i, MARK_KILLED);
    enum fate fate = proof_fate(proof, i);
    size_t elsewhere = proof_count(proof, i, MARK_ELSEWHERE);
    size_t unsaid = proof_count(proof, i, MARK_UNSAID);

    if (options->json || (options->quiet && fate != FATE_SURVIVED))
        return;
    printf("%-10s %-6s %-44s %-7s by %zu", fate == FATE_SURVIVED ? "SURVIVED" : fate_name(fate),
           mutation_kind_name(mutation->kind), mutation->name,
           requirement_name(mutation->requirement), proof_count(proof, i, MARK_KILLED));
    if (elsewhere > 0)
        printf(", %zu fell elsewhere", elsewhere);
    if (unsaid > 0 && !options->first)
        printf(", %zu could not say", unsaid);
    if (first)
        printf(": %s", first->name);
    else if (fate == FATE_EQUIVALENT)
        printf(": %s", equivalent_reason(mutation));
    putchar('\n');
    fflush(stdout);
}

static void print_idle(const struct proof *proof)
{
    for (size_t j = 0; proof->whole && j < proof->cases.count; j++)
        if (proof_is_idle(proof, j))
            printf("idle       %s.%s\n", proof->cases.items[j].suite->name,
                   proof->cases.items[j].conf_case->name);
}

static void print_stale(const struct proof *proof)
{
    for (size_t i = 0; equivalent_at(i); i++)
        if (proof_is_stale(proof, i))
            printf("STALE      equivalents.def: %s names nothing that survives\n",
                   equivalent_at(i)->pattern);
}

static void print_sum(const struct proof *proof)
{
    print_idle(proof);
    print_stale(proof);
    printf("\n%zu mutations in %.0f s: %zu killed by a case that names their requirement, "
           "%zu equivalent, %zu survived",
           proof->mutations.count, proof->took, proof_fates(proof, FATE_KILLED),
           proof_fates(proof, FATE_EQUIVALENT), proof_fates(proof, FATE_SURVIVED));
    if (proof->whole)
        printf("; %zu idle cases", proof_idle(proof));
    printf("\n");
}

/* The folder of built defects: as told, or the build's own. False: there is none. */
static bool find_defects(const struct options *options, char folder[OPTIONS_PATH])
{
    ssize_t length;
    char *slash;

    if (options->defects) {
        snprintf(folder, OPTIONS_PATH, "%s", options->defects);
        return true;
    }
    length = readlink("/proc/self/exe", folder, OPTIONS_PATH - 32);
    if (length <= 0)
        return false;
    folder[length] = '\0';
    slash = strrchr(folder, '/');
    snprintf(slash, 32, "/../tests/defects");
    return access(folder, R_OK | X_OK) == 0;
}

static bool collect(const struct options *options, const char *folder, struct proof *proof)
{
    struct mutations mutations = {.count = 0};
    bool made =
        mutations_add_rules(&mutations) && (!folder || mutations_add_built(&mutations, folder));
    size_t all = mutations.count;

    if (made)
        mutations_filter(&mutations, options->filters);
    if (made && mutations.count == 0) {
        fputs("akis-conformance: no mutation is left to try\n", stderr);
        made = false;
    }
    bool whole = made && folder && mutations.count == all;
    made = made && proof_make(proof, &mutations);
    proof->whole = whole;
    mutations_free(&mutations);
    return made;
}

static enum exit_code prove_all(const struct options *options)
{
    struct trials_watch watch = {print_one, options};
    char built[OPTIONS_PATH];
    bool has_built = find_defects(options, built);
    enum exit_code code = EXIT_COULD_NOT_RUN;
    struct proof proof = {.whole = false};

    if (!has_built)
        fputs("akis-conformance: built defects are left out: there is no folder of them "
              "(--defects)\n",
              stderr);
    if (collect(options, has_built ? built : NULL, &proof) &&
        folder_make(options->out, "proof", proof.folder)) {
        proof.seed = options->stage.seed;
        if (trials_run(&proof, options, built, &watch)) {
            print_sum(&proof);
            code = proof_fates(&proof, FATE_SURVIVED) + proof_stale(&proof) == 0 ? EXIT_HELD
                                                                                 : EXIT_FELL;
        }
    }
    proof_free(&proof);
    return code;
}

enum exit_code command_prove(int argc, char **argv)
{
    struct options options = {.stage.adapter = options_own_adapter()};
    enum exit_code code;
    char keys[OPTIONS_PATH];

    if (!options_read(argc, argv, 1, &options))
        return EXIT_COULD_NOT_RUN;
    if (!options.stage.keys && keys_make(keys, sizeof keys))
        options.stage.keys = keys;
    code = prove_all(&options);
    if (options.stage.keys == keys)
        keys_remove(keys);
    return code;
}
