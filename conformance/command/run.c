/* SPDX-License-Identifier: MIT */
/* `run`: the instances, the reports, the exit code. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/command/command.h"
#include "conformance/report/console.h"
#include "conformance/report/document.h"
#include "conformance/report/junit.h"
#include "conformance/report/page.h"
#include "conformance/report/tap.h"
#include "conformance/runner/keys.h"
#include "conformance/runner/runner.h"

typedef void write_fn(const struct run *run, FILE *out);

static void write_report(const struct run *run, const char *path, write_fn *write)
{
    FILE *out = fopen(path, "we");

    if (!out) {
        fprintf(stderr, "akis-conformance: cannot write %s\n", path);
        return;
    }
    write(run, out);
    fclose(out);
}

static void write_in_folder(const struct run *run, const char *name, write_fn *write)
{
    char path[RESULT_PATH + 32];

    snprintf(path, sizeof path, "%s/%s", run->folder, name);
    write_report(run, path, write);
}

static void ignore(void *context, const struct run *run, const struct result *result)
{
    (void)context;
    (void)run;
    (void)result;
}

static void write_log(const struct run *run, FILE *out)
{
    struct console console = console_on(out, false);

    for (size_t i = 0; i < run->count; i++)
        console_result(&console, run, &run->results[i]);
    console_summary(&console, run);
}

static void report(const struct run *run, const struct options *options, struct console *console)
{
    write_in_folder(run, "junit.xml", junit_write);
    write_in_folder(run, "result.json", document_write);
    write_in_folder(run, "result.tap", tap_write);
    write_in_folder(run, "report.html", page_write);
    write_in_folder(run, "log.txt", write_log);
    if (options->junit)
        write_report(run, options->junit, junit_write);
    if (options->json)
        document_write(run, stdout);
    else
        console_summary(console, run);
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

static enum exit_code run_all(const struct options *options)
{
    struct console console = console_on(stdout, options->quiet);
    struct runner_watch watch = {options->json ? ignore : console_result, &console};
    size_t counts[VERDICT_COUNT];
    struct instances instances;
    enum exit_code code = EXIT_COULD_NOT_RUN;
    struct run run;

    if (!instances_make(options->filters, &instances))
        return EXIT_COULD_NOT_RUN;
    if (instances.count == 0) {
        fputs("akis-conformance: no case has such a name; see akis-conformance list\n", stderr);
    } else if (runner_run(&instances, options, &watch, &run)) {
        report(&run, options, &console);
        run_count(&run, counts);
        code = verdict_of_run(counts, options->require_vpcd && vpcd_missing(&run, options),
                              options->strict);
        runner_free(&run);
    }
    instances_free(&instances);
    return code;
}

/* Runs with the keys that were told, or with new ones that go when it ends. */
static enum exit_code run_with_keys(struct options *options)
{
    char keys[OPTIONS_PATH];
    bool made = !options->stage.keys && keys_make(keys, sizeof keys);

    if (made)
        options->stage.keys = keys;
    enum exit_code code = run_all(options);
    if (made)
        keys_remove(keys);
    return code;
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
    return run_with_keys(&options);
}
