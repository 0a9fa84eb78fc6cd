/* SPDX-License-Identifier: MIT */
/* Places for children, and SIGCHLD to wake up. */
#include "conformance/runner/runner.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "conformance/runner/child.h"
#include "conformance/runner/folder.h"

static bool prepare(const struct instances *instances, const struct options *options,
                    struct run *run)
{
    memset(run, 0, sizeof *run);
    run->link = way_name(options->stage.way);
    run->client = options->stage.adapter;
    run->settings = options->stage.settings;
    run->seed = options->stage.seed;
    run->tap = options->tap;
    run->partial = options->filters[0] || options->share.total > 1 || options->rerun;
    if (!folder_make(options->out, "run", run->folder))
        return false;
    run->results = calloc(instances->count + 1, sizeof *run->results);
    if (!run->results)
        return false;
    run->count = instances->count;
    for (size_t i = 0; i < run->count; i++) {
        struct result *result = &run->results[i];

        result->instance = &instances->items[i];
        result->verdict = VERDICT_BROKEN;
        snprintf(result->folder, sizeof result->folder, "%.800s/%s", run->folder,
                 instances->items[i].name);
    }
    return true;
}

/* Sleeps until a child ends, or a moment has passed. */
static void doze(const sigset_t *children)
{
    struct timespec moment = {.tv_nsec = 100000000};

    sigtimedwait(children, NULL, &moment);
}

/* Fills the free places; gives how many are taken. */
static unsigned fill(struct child *places, const struct options *options, struct run *run,
                     size_t *next)
{
    unsigned busy = 0;

    for (unsigned i = 0; i < options->jobs; i++) {
        while (places[i].pid == 0 && *next < run->count) {
            struct result *result = &run->results[(*next)++];

            if (!child_start(&places[i], result, options))
                snprintf(result->why, sizeof result->why, "no process: %s", strerror(errno));
        }
        busy += places[i].pid != 0;
    }
    return busy;
}

static void collect(struct child *places, const struct options *options,
                    const struct runner_watch *watch, const struct run *run)
{
    for (unsigned i = 0; i < options->jobs; i++)
        if (places[i].pid != 0 && child_over(&places[i]))
            watch->result(watch->context, run, places[i].result);
}

bool runner_run(const struct instances *instances, const struct options *options,
                const struct runner_watch *watch, struct run *run)
{
    struct child *places = calloc(options->jobs, sizeof *places);
    double started = child_clock();
    sigset_t children;
    size_t next = 0;

    if (!places || !prepare(instances, options, run)) {
        free(places);
        return false;
    }
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, NULL);
    while (fill(places, options, run, &next) > 0) {
        doze(&children);
        collect(places, options, watch, run);
    }
    run->seconds = child_clock() - started;
    free(places);
    return true;
}

void runner_free(struct run *run)
{
    free(run->results);
    memset(run, 0, sizeof *run);
}
