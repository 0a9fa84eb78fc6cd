/* SPDX-License-Identifier: MIT */
/* Fork, exec where another program plays, and the end of it. */
#include "conformance/runner/child.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "conformance/stage/play.h"

enum { ARGUMENTS_MAX = 18 + 2 * STAGE_SETTINGS };

struct arguments {
    char *items[ARGUMENTS_MAX];
    size_t count;
};

double child_clock(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void add(struct arguments *arguments, const char *value)
{
    if (arguments->count + 1 < ARGUMENTS_MAX)
        arguments->items[arguments->count++] = strdup(value);
}

static void build(struct arguments *arguments, const struct result *result,
                  const struct options *options)
{
    char seed[24];
    char number[12];

    memset(arguments, 0, sizeof *arguments);
    add(arguments, "akis-conformance");
    add(arguments, "play");
    add(arguments, result->instance->name);
    add(arguments, "--out");
    add(arguments, result->folder);
    if (options->stage.foreign) {
        snprintf(number, sizeof number, "%d", options->stage.foreign->memory);
        add(arguments, "--card-state");
        add(arguments, number);
    } else {
        add(arguments, "--link");
        add(arguments, way_name(options->stage.way));
    }
    add(arguments, "--adapter");
    add(arguments, options->stage.adapter ? options->stage.adapter : "none");
    if (options->stage.keys) {
        add(arguments, "--keys");
        add(arguments, options->stage.keys);
    }
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)options->stage.seed);
    add(arguments, "--seed");
    add(arguments, seed);
    for (const char *const *setting = options->stage.settings; *setting; setting++) {
        add(arguments, "--set");
        add(arguments, *setting);
    }
}

/* In the child: its own group, gone with its parent, its words in a log. */
static void settle(const char *folder)
{
    char log[RESULT_PATH + 16];
    sigset_t none;
    int fd;

    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)signal(SIGINT, SIG_DFL);
    (void)signal(SIGTERM, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    snprintf(log, sizeof log, "%s/log.txt", folder);
    fd = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0)
        _exit(EXIT_COULD_NOT_RUN);
    fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (fd < 0 || dup2(fd, 0) < 0)
        _exit(EXIT_COULD_NOT_RUN);
}

/* In the child: this program as it stands. To start it anew would cost as much as a short case. */
_Noreturn static void play_here(const struct child *child, const struct result *result,
                                const struct options *options)
{
    struct stage_options stage = options->stage;

    stage.evidence = result->folder;
    stage.secrets = child->secrets;
    exit((int)verdict_exit(play(result->instance->conf_case, result->instance->profile, &stage)));
}

/* In the child: another program, which is told all by its arguments. */
_Noreturn static void play_there(const struct result *result, const struct options *options)
{
    struct arguments arguments;

    build(&arguments, result, options);
    if (options->stage.scratch && setenv("TMPDIR", options->stage.scratch, 1) != 0)
        _exit(EXIT_COULD_NOT_RUN);
    if (options->mutant && setenv("AKIS_MUTANT", options->mutant, 1) != 0)
        _exit(EXIT_COULD_NOT_RUN);
    execv(options->program, arguments.items);
    _exit(EXIT_COULD_NOT_RUN);
}

_Noreturn static void become(const struct child *child, const struct result *result,
                             const struct options *options)
{
    settle(result->folder);
    if (options->program)
        play_there(result, options);
    play_here(child, result, options);
}

bool child_start(struct child *child, struct result *result, const struct options *options)
{
    const struct situation *situation = result->instance->conf_case->situation;
    unsigned limit = situation->time_limit ? situation->time_limit : options->time_limit;

    if (mkdir(result->folder, 0700) != 0)
        return false;
    (void)fflush(NULL); /* or the child says it again */
    child->secrets = secrets_new();
    child->pid = fork();
    if (child->pid == 0)
        become(child, result, options);
    if (child->pid < 0) {
        child->pid = 0;
        secrets_free(&child->secrets);
        return false;
    }
    setpgid(child->pid, child->pid);
    child->result = result;
    child->started = child_clock();
    child->deadline = child->started + limit;
    return true;
}

static void say(struct result *result, enum verdict verdict, const char *why)
{
    result->verdict = verdict;
    result->fell = verdict == VERDICT_FAIL ? result_reached(result) : SETUP;
    snprintf(result->why, sizeof result->why, "%s", why);
}

static void conclude(struct result *result, int status, bool late)
{
    char why[80];

    if (late) {
        say(result, VERDICT_FAIL, "it took too long and was ended");
    } else if (WIFSIGNALED(status)) {
        snprintf(why, sizeof why, "the case died of signal %d; see its log.txt", WTERMSIG(status));
        say(result, VERDICT_FAIL, why);
    } else if (!result_read(result)) {
        snprintf(why, sizeof why, "no verdict, exit code %d; see its log.txt", WEXITSTATUS(status));
        say(result, VERDICT_BROKEN, why);
    } else if (result->verdict == VERDICT_PASS && WEXITSTATUS(status) != EXIT_HELD) {
        snprintf(why, sizeof why,
                 "it held, but its process left with exit code %d; see its log.txt",
                 WEXITSTATUS(status));
        say(result, VERDICT_FAIL, why);
    }
}

bool child_over(struct child *child)
{
    bool late = child_clock() >= child->deadline;
    int status = 0;

    if (late)
        kill(-child->pid, SIGKILL);
    if (waitpid(child->pid, &status, late ? 0 : WNOHANG) == 0)
        return false;
    kill(-child->pid, SIGKILL); /* whatever it left behind */
    if (child->secrets)
        secrets_blot_folder(child->secrets, child->result->folder);
    secrets_free(&child->secrets);
    child->result->seconds = child_clock() - child->started;
    conclude(child->result, status, late);
    child->pid = 0;
    return true;
}
