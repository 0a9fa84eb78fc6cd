/* SPDX-License-Identifier: MIT */
/* One queue over the matrix, row by row, and places for children. */
#include "conformance/prove/trials.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "conformance/prove/equivalents.h"
#include "conformance/runner/child.h"
#include "conformance/stage/scratch.h"

/* A case under a mutation, running or not. */
struct trial {
    struct child child;
    struct result result;
    size_t mutation;
    size_t instance;
    bool again; /* it fell, and is run once more */
};

struct trials {
    struct proof *proof;
    const struct options *options;
    const char *folder;
    const struct trials_watch *watch;
    struct trial *places;
    size_t *left;   /* cases of each mutation that are not over */
    size_t *played; /* by case: under how many mutations it is over */
    size_t *fell;   /* … and under how many it fell */
    size_t next;    /* the first mutation that may have cases left */
};

/* The options of a run with that mutation; `program` holds the path that they point to. */
static struct options options_of(const struct trials *trials, const struct mutation *mutation,
                                 char program[RESULT_PATH])
{
    struct options options = *trials->options;
    size_t settings = 0;

    options.stage.seed = trials->proof->seed;
    mutation_program(mutation, trials->folder, program, RESULT_PATH);
    switch (mutation->kind) {
    case MUTATION_RULE:
        while (options.stage.settings[settings])
            settings++;
        if (settings + 1 < STAGE_SETTINGS)
            options.stage.settings[settings] = mutation->name;
        break;
    case MUTATION_CELL:
        options.program = program;
        options.mutant = mutation->name;
        break;
    case MUTATION_DEFECT:
        options.program = program;
        break;
    case MUTATION_CLIENT:
        options.stage.adapter = program;
        break;
    }
    return options;
}

static void over(struct trials *trials, size_t mutation)
{
    if (--trials->left[mutation] == 0)
        trials->watch->over(trials->watch->context, trials->proof, mutation);
}

static bool start(struct trials *trials, struct trial *trial)
{
    const struct mutation *mutation = &trials->proof->mutations.items[trial->mutation];
    char program[RESULT_PATH];
    struct options options = options_of(trials, mutation, program);

    memset(&trial->result, 0, sizeof trial->result);
    trial->result.instance = &trials->proof->cases.items[trial->instance];
    trial->result.verdict = VERDICT_BROKEN;
    snprintf(trial->result.folder, sizeof trial->result.folder, "%.700s/%zu-%s",
             trials->proof->folder, trial->mutation, trial->result.instance->name);
    return child_start(&trial->child, &trial->result, &options);
}

static bool is_under_way(const struct trials *trials, size_t mutation)
{
    for (unsigned i = 0; i < trials->options->jobs; i++)
        if (trials->places[i].child.pid != 0 && trials->places[i].mutation == mutation)
            return true;
    return false;
}

/* The share of mutations that a case noticed; of one that was not tried, a fair guess. */
static double promise(const struct trials *trials, size_t instance)
{
    return ((double)trials->fell[instance] + 0.3) / ((double)trials->played[instance] + 1);
}

/* The next case of a mutation; with --first the one that promises most. */
static bool choose(const struct trials *trials, size_t mutation, size_t *instance)
{
    double best = 0;

    for (size_t j = 0; j < trials->proof->cases.count; j++) {
        if (proof_mark(trials->proof, mutation, j) != MARK_WAITING || promise(trials, j) <= best)
            continue;
        *instance = j;
        best = promise(trials, j);
        if (!trials->options->first)
            return true;
    }
    return best > 0;
}

/* Lets the cases be that still wait. */
static void leave(struct trials *trials, size_t mutation)
{
    for (size_t j = 0; j < trials->proof->cases.count; j++) {
        if (proof_mark(trials->proof, mutation, j) != MARK_WAITING)
            continue;
        proof_set(trials->proof, mutation, j, MARK_UNSAID);
        over(trials, mutation);
    }
}

static bool take_from(struct trials *trials, struct trial *trial, bool one_each)
{
    struct proof *proof = trials->proof;

    for (size_t i = trials->next; i < proof->mutations.count; i++) {
        if (trials->options->first && proof_first(proof, i, MARK_KILLED))
            leave(trials, i);
        if ((one_each && is_under_way(trials, i)) || !choose(trials, i, &trial->instance))
            continue;
        trial->mutation = i;
        proof_set(proof, i, trial->instance, MARK_UNSAID);
        return true;
    }
    return false;
}

/* The next case to run, or false: none is left. With --first it is one of a mutation that has none
 * under way, since that may be enough; another only when nothing else is left to do. */
static bool take(struct trials *trials, struct trial *trial)
{
    const struct proof *proof = trials->proof;

    while (trials->next < proof->mutations.count &&
           proof_count(proof, trials->next, MARK_WAITING) == 0)
        trials->next++;
    return (trials->options->first && take_from(trials, trial, true)) ||
           take_from(trials, trial, false);
}

/* What is said to be equivalent counts as killed only by a case that falls twice: a machine that
 * stumbles once must not make a line of equivalents.def stale. */
static bool wants_another(const struct mutation *mutation, struct trial *trial)
{
    bool doubtful = !trial->again && equivalent_reason(mutation) &&
                    proof_judge(mutation, &trial->result) == MARK_KILLED;

    trial->again = doubtful;
    return doubtful;
}

static void finish(struct trials *trials, struct trial *trial)
{
    const struct mutation *mutation = &trials->proof->mutations.items[trial->mutation];
    enum mark mark = proof_judge(mutation, &trial->result);

    if (wants_another(mutation, trial)) {
        scratch_remove(trial->result.folder);
        if (start(trials, trial))
            return;
    }
    trial->again = false;
    proof_set(trials->proof, trial->mutation, trial->instance, mark);
    trials->played[trial->instance]++;
    trials->fell[trial->instance] += mark == MARK_KILLED;
    trials->proof->seconds[trial->mutation] += trial->result.seconds;
    if (trial->result.verdict != VERDICT_BROKEN)
        scratch_remove(trial->result.folder);
    over(trials, trial->mutation);
}

/* Fills the free places and looks at the others; gives how many are taken. */
static unsigned look(struct trials *trials)
{
    unsigned busy = 0;

    for (unsigned i = 0; i < trials->options->jobs; i++) {
        struct trial *trial = &trials->places[i];

        if (trial->child.pid != 0 && child_over(&trial->child))
            finish(trials, trial);
        while (trial->child.pid == 0 && take(trials, trial))
            if (!start(trials, trial))
                finish(trials, trial);
        busy += trial->child.pid != 0;
    }
    return busy;
}

static void count_left(struct trials *trials)
{
    for (size_t i = 0; i < trials->proof->mutations.count; i++) {
        trials->left[i] = proof_count(trials->proof, i, MARK_WAITING);
        if (trials->left[i] == 0)
            trials->watch->over(trials->watch->context, trials->proof, i);
    }
}

bool trials_run(struct proof *proof, const struct options *options, const char *folder,
                const struct trials_watch *watch)
{
    struct trials trials = {.proof = proof, .options = options, .folder = folder, .watch = watch};
    struct timespec moment = {.tv_nsec = 100000000};
    double started = child_clock();
    sigset_t children;

    trials.places = calloc(options->jobs, sizeof *trials.places);
    trials.left = calloc(proof->mutations.count + 1, sizeof *trials.left);
    trials.played = calloc(proof->cases.count + 1, sizeof *trials.played);
    trials.fell = calloc(proof->cases.count + 1, sizeof *trials.fell);
    bool ready = trials.places && trials.left && trials.played && trials.fell;
    if (ready) {
        sigemptyset(&children);
        sigaddset(&children, SIGCHLD);
        sigprocmask(SIG_BLOCK, &children, NULL);
        count_left(&trials);
        while (look(&trials) > 0)
            sigtimedwait(&children, NULL, &moment);
    }
    proof->took = child_clock() - started;
    free(trials.fell);
    free(trials.played);
    free(trials.left);
    free(trials.places);
    return ready;
}
