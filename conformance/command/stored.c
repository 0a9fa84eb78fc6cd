/* SPDX-License-Identifier: MIT */
/* `merge` and `compare`: what to do with runs that are over. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/command/command.h"
#include "conformance/report/console.h"
#include "conformance/report/reports.h"
#include "conformance/runner/past.h"

/* The worst of two verdicts on one case. */
static bool is_worse(enum verdict one, enum verdict than)
{
    static const int weight[VERDICT_COUNT] = {
        [VERDICT_SKIPPED] = 0, [VERDICT_PASS] = 1,     [VERDICT_UNIMPLEMENTED] = 2,
        [VERDICT_FLAKY] = 3,   [VERDICT_EXPECTED] = 4, [VERDICT_BROKEN] = 5,
        [VERDICT_FAIL] = 6,
    };

    return weight[one] > weight[than];
}

static void take(struct run *run, const struct result *result)
{
    for (size_t i = 0; i < run->count; i++) {
        if (run->results[i].instance != result->instance)
            continue;
        if (is_worse(result->verdict, run->results[i].verdict))
            run->results[i] = *result;
        return;
    }
    run->results[run->count++] = *result;
}

static bool join(const char *path, const struct instances *instances, struct run *run)
{
    struct past_run past;
    struct result result;

    if (!past_read(path, &past))
        return false;
    for (size_t i = 0; i < instances->count; i++) {
        if (!past_result(&past, &instances->items[i], &result))
            continue;
        run->seconds += result.seconds;
        take(run, &result);
    }
    past_free(&past);
    return true;
}

enum exit_code command_merge(int argc, char **argv)
{
    struct console console = console_on(stdout, false);
    struct run run = {.link = "several", .client = NULL};
    size_t counts[VERDICT_COUNT];
    struct instances instances;
    bool read = argc > 2 && instances_make(NULL, &instances);

    if (!read) {
        fputs("akis-conformance: merge DIR RESULT.json ...\n", stderr);
        return EXIT_COULD_NOT_RUN;
    }
    run.results = calloc(instances.count + 1, sizeof *run.results);
    snprintf(run.folder, sizeof run.folder, "%s", argv[1]);
    for (int i = 2; read && i < argc; i++)
        read = run.results && join(argv[i], &instances, &run);
    if (read) {
        reports_write(&run);
        console_summary(&console, &run);
    }
    run_count(&run, counts);
    free(run.results);
    instances_free(&instances);
    return read ? verdict_of_run(counts, false, false) : EXIT_COULD_NOT_RUN;
}

/* Tells one difference; true when it is one that fails the comparison. */
static bool tell_difference(const char *name, bool was, enum verdict before, bool is,
                            enum verdict after)
{
    if (was && is && before == after)
        return false;
    printf("%-60s %s -> %s\n", name, was ? verdict_name(before) : "(not there)",
           is ? verdict_name(after) : "LOST");
    return was && (!is || (before == VERDICT_PASS && after != VERDICT_PASS));
}

static size_t compare(const struct past_run *before, const struct past_run *after)
{
    size_t worse = 0;
    char *name;

    for (size_t i = 0; (name = past_name(before, i)) != NULL; i++) {
        enum verdict was = VERDICT_BROKEN;
        enum verdict is = VERDICT_BROKEN;
        bool there = past_verdict(after, name, &is);

        worse += past_verdict(before, name, &was) && tell_difference(name, true, was, there, is);
        free(name);
    }
    for (size_t i = 0; (name = past_name(after, i)) != NULL; i++) {
        enum verdict was = VERDICT_BROKEN;
        enum verdict is = VERDICT_BROKEN;

        if (!past_verdict(before, name, &was) && past_verdict(after, name, &is))
            (void)tell_difference(name, false, was, true, is);
        free(name);
    }
    return worse;
}

enum exit_code command_compare(int argc, char **argv)
{
    struct past_run before;
    struct past_run after;
    size_t worse = 0;

    if (argc != 3) {
        fputs("akis-conformance: compare BEFORE.json AFTER.json\n", stderr);
        return EXIT_COULD_NOT_RUN;
    }
    if (!past_read(argv[1], &before))
        return EXIT_COULD_NOT_RUN;
    if (!past_read(argv[2], &after)) {
        past_free(&before);
        return EXIT_COULD_NOT_RUN;
    }
    worse = compare(&before, &after);
    printf("%zu cases before, %zu after; %zu lost or worse\n", before.count, after.count, worse);
    past_free(&before);
    past_free(&after);
    return worse > 0 ? EXIT_FELL : EXIT_HELD;
}
