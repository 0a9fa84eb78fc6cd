/* SPDX-License-Identifier: MIT */
/* `replay`: a case again as it was run, its verdict and trace held against the recorded ones. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/command/command.h"
#include "conformance/report/console.h"
#include "conformance/report/reports.h"
#include "conformance/runner/check.h"
#include "conformance/runner/past.h"
#include "conformance/runner/retrace.h"
#include "conformance/runner/runner.h"
#include "conformance/stage/scratch.h"

static const char usage[] =
    "akis-conformance replay RESULT.json CASE [options of run]\n\n"
    "Runs CASE (or every case whose name holds it) again with the seed, the link, the adapter and\n"
    "the broken rules of that run, unless options say otherwise, and compares verdict and trace.\n"
    "Of traces the APDUs, requests and messages count, without what depends on the hour or on "
    "keys\n"
    "drawn anew.\n\n"
    "Exit: 0 the same verdict by the same trace, 3 the same verdict by another trace (or the "
    "recorded\n"
    "one is gone), 1 another verdict, 2 could not run.\n";

/* What options borrow from the recorded run. */
struct recorded {
    struct past_run past;
    char *link;
    char *client;
    char *settings[STAGE_SETTINGS];
};

static void recorded_free(struct recorded *recorded)
{
    for (size_t i = 0; i < STAGE_SETTINGS; i++)
        free(recorded->settings[i]);
    free(recorded->link);
    free(recorded->client);
    past_free(&recorded->past);
}

/* The options as they were. False: no world can be made like it. */
static bool recall(struct recorded *recorded, struct options *options)
{
    const struct json *json = recorded->past.json;
    char path[24];

    recorded->link = json_text(json, "link");
    recorded->client = json_text(json, "client");
    for (size_t i = 0; i + 1 < STAGE_SETTINGS; i++) {
        snprintf(path, sizeof path, "settings.%zu", i);
        recorded->settings[i] = json_text(json, path);
        options->stage.settings[i] = recorded->settings[i];
    }
    options->stage.seed = (uint64_t)json_number(json, "seed", 0);
    options->stage.adapter = recorded->client && *recorded->client ? recorded->client : NULL;
    for (int way = WAY_PROCESS; recorded->link && way <= WAY_VPCD; way++) {
        if (strcmp(way_name((enum way)way), recorded->link) != 0)
            continue;
        options->stage.way = (enum way)way;
        return true;
    }
    fprintf(stderr, "akis-conformance: what was run over %s cannot be replayed\n",
            recorded->link ? recorded->link : "no link");
    return false;
}

/* A case's whole name means that case alone. */
static void keep_exact(const char *name, struct instances *instances)
{
    for (size_t i = 0; i < instances->count; i++) {
        if (strcmp(instances->items[i].name, name) != 0)
            continue;
        instances->items[0] = instances->items[i];
        instances->count = 1;
    }
}

static enum exit_code tell_trace(const struct result *was, const struct result *is)
{
    char recorded[RESULT_PATH + 32];
    char now[RESULT_PATH + 32];
    struct retrace found;

    snprintf(recorded, sizeof recorded, "%s/trace.jsonl", was->folder);
    snprintf(now, sizeof now, "%s/trace.jsonl", is->folder);
    switch (retrace(recorded, now, &found)) {
    case RETRACE_SAME:
        printf("      the same verdict by the same trace (%zu events)\n", found.same);
        return EXIT_HELD;
    case RETRACE_DIFFERS:
        printf("      the same verdict by another trace, from event %zu on:\n"
               "        then %s\n        now  %s\n",
               found.same + 1, found.was[0] ? found.was : "the end",
               found.is[0] ? found.is : "the end");
        return EXIT_OTHER_TRACE;
    case RETRACE_MISSING:
        printf("      the same verdict; there is no recorded trace in %s\n", was->folder);
        return EXIT_OTHER_TRACE;
    }
    return EXIT_OTHER_TRACE;
}

static enum exit_code tell_one(const struct past_run *past, const struct result *is)
{
    struct result was;

    if (!past_result(past, is->instance, &was)) {
        printf("%s was not in that run\n", is->instance->name);
        return EXIT_COULD_NOT_RUN;
    }
    printf("%s: %s then, %s now\n", is->instance->name, verdict_name(was.verdict),
           verdict_name(is->verdict));
    if (was.verdict == is->verdict)
        return tell_trace(&was, is);
    if (is->why[0])
        printf("      %s\n", is->why);
    return EXIT_FELL;
}

/* The worst of several: another verdict, then another trace. */
static enum exit_code worse_of(enum exit_code one, enum exit_code other)
{
    static const enum exit_code order[] = {EXIT_COULD_NOT_RUN, EXIT_FELL, EXIT_OTHER_TRACE};

    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (one == order[i] || other == order[i])
            return order[i];
    return EXIT_HELD;
}

static void ignore(void *context, const struct run *run, const struct result *result)
{
    (void)context;
    (void)run;
    (void)result;
}

static enum exit_code replay(const struct past_run *past, const char *name,
                             const struct options *options)
{
    struct runner_watch watch = {ignore, NULL};
    enum exit_code code = EXIT_COULD_NOT_RUN;
    struct instances instances;
    struct run run;

    if (!instances_make(options->filters, &instances))
        return EXIT_COULD_NOT_RUN;
    keep_exact(name, &instances);
    if (instances.count == 0) {
        fprintf(stderr, "akis-conformance: there is no case %s\n", name);
    } else if (runner_run(&instances, options, &watch, &run)) {
        reports_write(&run);
        code = EXIT_HELD;
        for (size_t i = 0; i < run.count; i++)
            code = worse_of(code, tell_one(past, &run.results[i]));
        printf("Evidence: %s\n", run.folder);
        runner_free(&run);
    }
    instances_free(&instances);
    return code;
}

static enum exit_code replay_in_worlds(const struct past_run *past, const char *name,
                                       struct options *options)
{
    char scratch[OPTIONS_PATH];
    enum exit_code code;

    if (!check_settings(options) || !options_scratch(options, scratch))
        return EXIT_COULD_NOT_RUN;
    code = replay(past, name, options);
    scratch_remove(scratch);
    return code;
}

enum exit_code command_replay(int argc, char **argv)
{
    bool asked = argc > 1 && strcmp(argv[1], "--help") == 0;
    struct options options = {.stage.adapter = NULL};
    struct recorded recorded = {.link = NULL};
    enum exit_code code = EXIT_COULD_NOT_RUN;

    if (asked || argc < 3 || argv[1][0] == '-') {
        fputs(usage, asked ? stdout : stderr);
        return asked ? EXIT_HELD : EXIT_COULD_NOT_RUN;
    }
    if (!past_read(argv[1], &recorded.past))
        return EXIT_COULD_NOT_RUN;
    if (recall(&recorded, &options) && options_read(argc, argv, 3, &options)) {
        options.filters[0] = argv[2];
        options.filters[1] = NULL;
        options.share = (struct share){1, 1};
        code = replay_in_worlds(&recorded.past, argv[2], &options);
    }
    recorded_free(&recorded);
    return code;
}
