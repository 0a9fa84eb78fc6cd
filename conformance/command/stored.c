/* SPDX-License-Identifier: MIT */
/* `merge`: several runs as one. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "conformance/command/command.h"
#include "conformance/report/console.h"
#include "conformance/report/reports.h"
#include "conformance/runner/past.h"
#include "conformance/stage/stage.h"

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

/* What runs that are merged have in common; what they have not is left out. And the rules that were
 * broken in any. */
struct common {
    char *link;
    char *client;
    uint64_t seed;
    bool begun;
    char *settings[STAGE_SETTINGS]; /* NULL last */
};

static void agree(char **word, char *other)
{
    if (*word && other && strcmp(*word, other) == 0) {
        free(other);
        return;
    }
    free(*word);
    free(other);
    *word = NULL;
}

static void note_settings(struct common *common, const struct json *json)
{
    for (size_t i = 0; i < json_count(json, "settings"); i++) {
        char path[32];
        char *setting;
        size_t known = 0;

        snprintf(path, sizeof path, "settings.%zu", i);
        setting = json_text(json, path);
        while (setting && common->settings[known] && strcmp(common->settings[known], setting) != 0)
            known++;
        if (setting && !common->settings[known] && known + 1 < STAGE_SETTINGS)
            common->settings[known] = setting;
        else
            free(setting);
    }
}

static void note_common(struct common *common, const struct past_run *past)
{
    char *link = json_text(past->json, "link");
    char *client = json_text(past->json, "client");
    uint64_t seed = (uint64_t)json_number(past->json, "seed", 0);

    if (common->begun) {
        agree(&common->link, link);
        agree(&common->client, client);
        common->seed = common->seed == seed ? seed : 0;
    } else {
        common->link = link;
        common->client = client;
        common->seed = seed;
        common->begun = true;
    }
    note_settings(common, past->json);
}

static bool join(const char *path, const struct instances *instances, struct run *run,
                 struct common *common)
{
    struct past_run past;
    struct result result;

    if (!past_read(path, &past))
        return false;
    note_common(common, &past);
    for (size_t i = 0; i < instances->count; i++) {
        if (!past_result(&past, &instances->items[i], &result))
            continue;
        run->seconds += result.seconds;
        take(run, &result);
    }
    past_free(&past);
    return true;
}

static enum exit_code tell(const char *folder, struct run *run, const struct common *common)
{
    struct console console = console_on(stdout, false);
    size_t counts[VERDICT_COUNT];

    run->link = common->link ? common->link : "several links";
    run->client = common->client && *common->client ? common->client : NULL;
    run->seed = common->seed;
    run->settings = (const char *const *)common->settings;
    snprintf(run->folder, sizeof run->folder, "%s", folder);
    reports_write(run);
    console_summary(&console, run);
    run_count(run, counts);
    return verdict_of_run(counts, false, false);
}

static const char usage[] =
    "akis-conformance merge DIR RESULT.json ...\n\n"
    "One report of several runs, as of the shards of one: written into DIR, which is made. Of a "
    "case\n"
    "that stands in several, the worst verdict counts.\n\n"
    "Exit: 0 all held, 1 some requirement fell, 2 a file cannot be read or written.\n";

enum exit_code command_merge(int argc, char **argv)
{
    struct run run = {.count = 0};
    struct common common = {.begun = false};
    enum exit_code code = EXIT_COULD_NOT_RUN;
    struct instances instances;
    bool read = argc > 2 && argv[1][0] != '-' && instances_make(NULL, &instances);

    if (!read) {
        bool asked = argc > 1 && strcmp(argv[1], "--help") == 0;

        fputs(usage, asked ? stdout : stderr);
        return asked ? EXIT_HELD : EXIT_COULD_NOT_RUN;
    }
    run.results = calloc(instances.count + 1, sizeof *run.results);
    for (int i = 2; read && i < argc; i++)
        read = run.results && join(argv[i], &instances, &run, &common);
    if (read && mkdir(argv[1], 0777) != 0 && errno != EEXIST) {
        fprintf(stderr, "akis-conformance: cannot make %s: %s\n", argv[1], strerror(errno));
        read = false;
    }
    if (read)
        code = tell(argv[1], &run, &common);
    free(common.link);
    free(common.client);
    for (size_t i = 0; i < STAGE_SETTINGS; i++)
        free(common.settings[i]);
    free(run.results);
    instances_free(&instances);
    return code;
}
