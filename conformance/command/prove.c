/* SPDX-License-Identifier: MIT */
/* `prove`: everything broken that can be, one at a time; each must be noticed by a case that
 * names it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/command/command.h"
#include "conformance/prove/trials.h"
#include "conformance/report/page_proof.h"
#include "conformance/report/proof_document.h"
#include "conformance/report/proof_lines.h"
#include "conformance/runner/folder.h"
#include "conformance/stage/scratch.h"

static void tell_one(const void *context, const struct proof *proof, size_t mutation)
{
    const struct options *options = context;

    if (!options->json && (!options->quiet || proof_fate(proof, mutation) == FATE_SURVIVED))
        proof_line(proof, mutation, stdout);
}

typedef void write_fn(const struct proof *proof, FILE *out);

static void write_log(const struct proof *proof, FILE *out)
{
    for (size_t i = 0; i < proof->mutations.count; i++)
        proof_line(proof, i, out);
    proof_summary(proof, out);
}

static void write_file(const struct proof *proof, const char *name, write_fn *write)
{
    char path[RESULT_PATH + 32];
    FILE *out;

    snprintf(path, sizeof path, "%s/%s", proof->folder, name);
    out = fopen(path, "we");
    if (!out) {
        fprintf(stderr, "akis-conformance: cannot write %s\n", path);
        return;
    }
    write(proof, out);
    fclose(out);
}

static void report(const struct proof *proof, const struct options *options)
{
    write_file(proof, "result.json", proof_document_write);
    write_file(proof, "report.html", page_proof_write);
    write_file(proof, "log.txt", write_log);
    if (options->json)
        proof_document_write(proof, stdout);
    else
        proof_summary(proof, stdout);
}

/* The folder of built defects: as told, or the build's own. False: there is none. */
static bool find_defects(const struct options *options, char folder[OPTIONS_PATH])
{
    static const char place[] = "/../tests/defects";
    ssize_t length;
    char *slash;

    if (options->defects) {
        char *told = realpath(options->defects, NULL); /* adapters start in folders of their own */

        snprintf(folder, OPTIONS_PATH, "%s", told ? told : options->defects);
        free(told);
        return true;
    }
    length = readlink("/proc/self/exe", folder, OPTIONS_PATH - sizeof place);
    if (length > 0) {
        folder[length] = '\0';
        slash = strrchr(folder, '/');
        snprintf(slash, sizeof place, "%s", place);
        if (access(folder, R_OK | X_OK) == 0)
            return true;
    }
    fputs("akis-conformance: there is no folder of built defects (--defects): defects, wrong "
          "clients and cells are left out\n",
          stderr);
    return false;
}

/* What there is to try, without marks yet. `built` NULL: no folder of it. */
static bool collect(const struct options *options, const char *built, struct proof *proof)
{
    struct mutations mutations = {.count = 0};
    bool made =
        mutations_add_rules(&mutations) && (!built || mutations_add_built(&mutations, built));
    size_t all = mutations.count;

    if (made)
        mutations_filter(&mutations, options->filters);
    if (made && mutations.count == 0) {
        fputs("akis-conformance: no mutation is left to try\n", stderr);
        made = false;
    }
    made = made && (!built || mutations_are_built(&mutations, built));
    bool whole = built && mutations.count == all;
    made =
        made && proof_make(proof, &mutations) && folder_make(options->out, "proof", proof->folder);
    proof->whole = whole;
    mutations_free(&mutations);
    return made;
}

/* One proof with one seed. False: it could not be made. */
static bool prove(const struct options *options, const char *built, uint64_t seed,
                  struct proof *proof)
{
    struct trials_watch watch = {tell_one, options};

    memset(proof, 0, sizeof *proof);
    if (!collect(options, built, proof))
        return false;
    proof->seed = seed;
    if (!trials_run(proof, options, built ? built : "", &watch))
        return false;
    report(proof, options);
    return true;
}

static bool holds(const struct proof *proof)
{
    return proof_fates(proof, FATE_SURVIVED) + proof_stale(proof) + proof_idle(proof) == 0;
}

/* The proof with further seeds, each compared with the first. */
static enum exit_code prove_again(const struct options *options, const char *built,
                                  const struct proof *first)
{
    enum exit_code code = EXIT_HELD;

    for (unsigned i = 1; i < options->seeds && code != EXIT_COULD_NOT_RUN; i++) {
        struct proof proof;

        if (!prove(options, built, first->seed + i, &proof))
            code = EXIT_COULD_NOT_RUN;
        else if (!holds(&proof) || proof_differences(first, &proof, stdout) > 0)
            code = EXIT_FELL;
        proof_free(&proof);
    }
    return code;
}

static enum exit_code prove_all(const struct options *options)
{
    bool seeded = options->seeds > 1 || options->stage.seed != 0;
    uint64_t seed = seeded && options->stage.seed == 0 ? 1 : options->stage.seed;
    enum exit_code code = EXIT_COULD_NOT_RUN;
    char folder[OPTIONS_PATH];
    const char *built = find_defects(options, folder) ? folder : NULL;
    struct proof proof;

    if (prove(options, built, seed, &proof)) {
        code = prove_again(options, built, &proof);
        if (code == EXIT_HELD && !holds(&proof))
            code = EXIT_FELL;
    }
    proof_free(&proof);
    return code;
}

enum exit_code command_prove(int argc, char **argv)
{
    struct options options = {.stage.adapter = options_own_adapter()};
    enum exit_code code;
    char scratch[OPTIONS_PATH];

    if (!options_read(argc, argv, 1, &options) || !options_scratch(&options, scratch))
        return EXIT_COULD_NOT_RUN;
    code = prove_all(&options);
    scratch_remove(scratch);
    return code;
}
