/* SPDX-License-Identifier: MIT */
/* `run`: the instances, the reports, the exit code. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "conformance/command/command.h"
#include "conformance/report/console.h"
#include "conformance/report/document.h"
#include "conformance/report/reports.h"
#include "conformance/runner/bench.h"
#include "conformance/runner/check.h"
#include "conformance/runner/expected.h"
#include "conformance/runner/past.h"
#include "conformance/runner/runner.h"
#include "conformance/runner/standing.h"
#include "conformance/stage/scratch.h"

static void ignore(void *context, const struct run *run, const struct result *result)
{
    (void)context;
    (void)run;
    (void)result;
}

static void report(const struct run *run, const struct options *options, struct console *console)
{
    reports_write(run);
    if (options->junit)
        reports_junit(run, options->junit);
    if (options->json)
        document_write(run, stdout);
    else
        console_summary(console, run);
}

/* Runs once more what failed: what passes then is flaky. */
static bool retry(const struct options *options, struct console *console, struct run *run)
{
    struct instances failed = {calloc(run->count + 1, sizeof(struct instance)), 0};
    struct options again = *options;
    struct runner_watch watch = {options->json ? ignore : console_result, console};
    struct run second;
    size_t next = 0;
    bool ran = failed.items != NULL;

    for (size_t i = 0; ran && i < run->count; i++)
        if (run->results[i].verdict == VERDICT_FAIL)
            failed.items[failed.count++] = *run->results[i].instance;
    again.out = run->folder;
    if (ran && failed.count > 0) {
        if (!options->json)
            console_retry(console, failed.count);
        ran = runner_run(&failed, &again, &watch, &second);
        for (size_t i = 0; ran && i < run->count; i++)
            if (run->results[i].verdict == VERDICT_FAIL &&
                second.results[next++].verdict == VERDICT_PASS)
                run->results[i].verdict = VERDICT_FLAKY;
        if (ran)
            runner_free(&second);
    }
    instances_free(&failed);
    return ran;
}

/* Leaves the instances that failed in a stored run. */
static bool keep_failed(const char *path, struct instances *instances)
{
    struct past_run past;
    size_t kept = 0;

    if (!past_read(path, &past))
        return false;
    for (size_t i = 0; i < instances->count; i++) {
        enum verdict verdict;

        if (past_verdict(&past, instances->items[i].name, &verdict) &&
            (verdict == VERDICT_FAIL || verdict == VERDICT_BROKEN || verdict == VERDICT_FLAKY))
            instances->items[kept++] = instances->items[i];
    }
    instances->count = kept;
    past_free(&past);
    return true;
}

/* True when a case was skipped that needs a pcscd with vpcd, or all did. */
static bool vpcd_missing(const struct run *run, const struct options *options)
{
    for (size_t i = 0; i < run->count; i++) {
        const char *link = run->results[i].instance->conf_case->situation->link;
        bool needs = options->stage.way == WAY_VPCD || (link && strcmp(link, "vpcd") == 0);

        if (needs && run->results[i].verdict == VERDICT_SKIPPED)
            return true;
    }
    return false;
}

/* True when a client of somebody's was to be judged, and no case of it came to a verdict: told why,
 * and what to do. A share may have such cases alone. */
static bool client_unjudged(const struct run *run, const struct options *options)
{
    const char *own = options_own_adapter();
    const struct result *first = NULL;

    if (!options->stage.adapter || options->share.total > 1 || options->rerun ||
        options->stage.foreign || (own && strcmp(own, options->stage.adapter) == 0))
        return false;
    for (size_t i = 0; i < run->count; i++) {
        const struct result *result = &run->results[i];

        if (!(result->instance->conf_case->target & (TARGET_CLIENT | TARGET_TOKEN)))
            continue;
        if (result->verdict != VERDICT_UNIMPLEMENTED && result->verdict != VERDICT_SKIPPED)
            return false;
        first = first ? first : result;
    }
    if (first)
        fprintf(stderr,
                "akis-conformance: no case of the client was judged; each was unimplemented or "
                "skipped (%s).\nA client that speaks PC/SC or PKCS#11 needs --link vpcd (now: %s); "
                "else see what the adapter says it can do.\n",
                first->why, run->link);
    return first != NULL;
}

static enum exit_code judge(const struct options *options, struct console *console, struct run *run)
{
    size_t counts[VERDICT_COUNT];
    bool fresh = !options->expected || expected_apply(options->expected, run, stderr);
    enum exit_code code;

    report(run, options, console);
    run_count(run, counts);
    code = verdict_of_run(counts, options->require_vpcd && vpcd_missing(run, options),
                          options->strict);
    if (code == EXIT_HELD && options->strict &&
        run_tally(run, LEVEL_MUST).by[STANDING_UNIMPLEMENTED] > 0)
        code = EXIT_FELL;
    if (code != EXIT_FELL && client_unjudged(run, options))
        code = EXIT_COULD_NOT_RUN;
    return fresh || code != EXIT_HELD ? code : EXIT_FELL;
}

/* No case is left of `all`: that is well when nothing failed, or when others have them. */
static enum exit_code tell_nothing(const struct options *options, size_t all)
{
    if (all > 0 && options->rerun)
        fprintf(stderr, "akis-conformance: nothing failed in %s\n", options->rerun);
    else if (all > 0)
        fprintf(stderr, "akis-conformance: none of the %zu cases is in the share %u/%u\n", all,
                options->share.index, options->share.total);
    else
        fputs("akis-conformance: no case is left to run; see akis-conformance list\n", stderr);
    return all > 0 ? EXIT_HELD : EXIT_COULD_NOT_RUN;
}

static enum exit_code run_all(const struct options *options)
{
    struct console console = console_on(stdout, options->quiet);
    struct runner_watch watch = {options->json ? ignore : console_result, &console};
    struct instances instances;
    enum exit_code code = EXIT_COULD_NOT_RUN;
    struct run run;
    size_t all;

    console.verbose = options->verbose;
    if (!instances_make(options->filters, &instances))
        return EXIT_COULD_NOT_RUN;
    bench_order(options, &instances);
    all = instances.count;
    share_take(&options->share, &instances);
    if (options->rerun && !keep_failed(options->rerun, &instances)) {
        instances_free(&instances);
        return EXIT_COULD_NOT_RUN;
    }
    if (instances.count == 0)
        code = tell_nothing(options, all);
    else if (runner_run(&instances, options, &watch, &run)) {
        if (!options->retry || retry(options, &console, &run))
            code = judge(options, &console, &run);
        runner_free(&run);
    }
    instances_free(&instances);
    return code;
}

/* What the cases leave goes with the run, and so do its keys, unless a place for them was told. */
static enum exit_code run_in_worlds(struct options *options)
{
    char scratch[OPTIONS_PATH];
    enum exit_code code;

    if (!check_settings(options) || !options_scratch(options, scratch))
        return EXIT_COULD_NOT_RUN;
    code = run_all(options);
    scratch_remove(scratch);
    return code;
}

/* A seed for the worlds, so that the run can be replayed. */
static void draw_seed(struct options *options)
{
    uint32_t seed = 0;

    if (options->stage.seed == 0 && getrandom(&seed, sizeof seed, 0) == sizeof seed)
        options->stage.seed = (uint64_t)seed + 1;
}

/* The card in somebody's reader, in place of a world. */
static enum exit_code run_on_bench(struct options *options)
{
    enum exit_code code;

    if (!bench_open(options))
        return EXIT_COULD_NOT_RUN;
    code = run_all(options);
    return bench_close(options) || code != EXIT_HELD ? code : EXIT_FELL;
}

enum exit_code command_run(int argc, char **argv)
{
    struct options options = {.stage.adapter = options_own_adapter()};

    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        puts("akis-conformance run: judges card, portal and a client under test.\n");
        options_help();
        puts("\nExit: 0 all held, 1 some requirement fell, 2 could not run.");
        return EXIT_HELD;
    }
    if (!options_read(argc, argv, 1, &options))
        return EXIT_COULD_NOT_RUN;
    draw_seed(&options);
    if (!options.reader && !options.vpcd_port)
        return run_in_worlds(&options);
    return run_on_bench(&options);
}
