/* SPDX-License-Identifier: MIT */
/*
 * akissim run -- CMD: any client, with the environment that leads it to the running
 * world; or to a world that is made for it and ends with it. akissim env prints the same.
 */
#include "sim/world/program/command.h"
#include "sim/world/program/remote.h"
#include "sim/world/program/stage.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_FOUND = 127, NOT_RUNNABLE = 126, BY_SIGNAL = 128 };

/* Becomes the command; returns only when it cannot. */
static int become(char **command)
{
    execvp(command[0], command);
    int code = errno == ENOENT ? NOT_FOUND : NOT_RUNNABLE;
    (void)session_fail(EXIT_BROKEN, WORD_NO_COMMAND, command[0], strerror(errno));
    return code;
}

/* Sets what the running world says. */
static enum exit_code borrow_environment(const struct session *session)
{
    json_t *world = NULL;
    const char *name;
    json_t *value;
    enum exit_code code = remote_once(session, "GET", "/v1/world", NULL, &world);

    if (code != EXIT_DONE)
        return code;
    json_object_foreach(json_object_get(world, "environment"), name, value)
    {
        (void)setenv(name, json_string_value(value), 1);
    }
    json_decref(world);
    return EXIT_DONE;
}

/* Waits for the child; ^C reaches it by the terminal, TERM is passed on. */
static int wait_for(pid_t child, const sigset_t *signals)
{
    int status;
    int number;

    while (sigwait(signals, &number) == 0) {
        if (number == SIGTERM || number == SIGHUP)
            (void)kill(child, number);
        if (number == SIGCHLD && waitpid(child, &status, WNOHANG) == child)
            break;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : BY_SIGNAL + WTERMSIG(status);
}

static int run_on_stage(const struct stage *stage, char **command, const sigset_t *signals)
{
    struct world_variable variable;
    pid_t child;

    for (size_t i = 0; world_variable_at(stage->world, i, &variable); i++)
        if (variable.value[0])
            (void)setenv(variable.name, variable.value, 1);
    (void)setenv("AKISSIM_WORLD", world_directory(stage->world), 1);
    (void)fflush(NULL);
    child = fork();
    if (child == 0) {
        pthread_sigmask(SIG_UNBLOCK, signals, NULL);
        _exit(become(command));
    }
    if (child < 0)
        return session_fail(EXIT_BROKEN, WORD_NO_COMMAND, command[0], strerror(errno));
    return wait_for(child, signals);
}

/* What was chosen, and why; once. */
static void say_reader(const struct stage *stage, const struct stage_options *options)
{
    struct world_offer offer;

    if (stage->no_reader[0])
        (void)session_fail(EXIT_DONE, WORD_RUN_NO_READER, stage->no_reader);
    for (size_t i = 0; !options->quiet && world_offer_at(i, &offer); i++)
        if (strcmp(offer.kind, stage->reader) == 0 && !stage->no_reader[0])
            (void)session_fail(EXIT_DONE, WORD_RUN_READER, offer.kind, offer.why);
}

static int run_alone(const struct session *session, const struct stage_options *options,
                     char **command)
{
    struct stage stage;
    sigset_t signals;

    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    sigaddset(&signals, SIGCHLD);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    enum exit_code code = stage_open(session, options, &stage);
    if (code != EXIT_DONE)
        return code;
    say_reader(&stage, options);
    int status = run_on_stage(&stage, command, &signals);
    stage_close(&stage);
    return status;
}

/* Whoever says what the world should be like wants one of their own. */
static bool wants_own(const struct stage_options *options)
{
    struct stage_options said;
    struct stage_options nothing;

    memset(&nothing, 0, sizeof nothing); /* padding too, on both sides */
    memcpy(&said, options, sizeof said);
    said.quiet = false;
    return memcmp(&said, &nothing, sizeof said) != 0;
}

int command_run(struct session *session, int argc, char **argv)
{
    struct stage_options options;
    struct flag flags[STAGE_FLAGS];
    struct arguments arguments;

    memset(&options, 0, sizeof options); /* padding too: see wants_own */
    stage_flags(&options, FLAG_END_EARLY, flags);
    if (!session_arguments(session, argc, argv, flags, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_RUN);
    if (arguments.count == 0)
        return session_fail(EXIT_USAGE, WORD_NOTHING_TO_RUN);
    if (wants_own(&options) || !remote_is_there(session))
        return run_alone(session, &options, arguments.plain);
    enum exit_code code = borrow_environment(session);
    return code == EXIT_DONE ? become(arguments.plain) : (int)code;
}

int command_env(struct session *session, int argc, char **argv)
{
    const struct flag flags[] = {
        {FLAG_END, NULL, NULL}
    };
    struct arguments arguments;
    json_t *world = NULL;
    const char *name;
    json_t *value;

    if (!session_arguments(session, argc, argv, flags, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_ENV);
    enum exit_code code = remote_once(session, "GET", "/v1/world", NULL, &world);
    if (code != EXIT_DONE)
        return code;
    json_t *environment = json_object_get(world, "environment");
    if (session->json)
        session_print_json(environment);
    else
        json_object_foreach(environment, name, value)
        {
            (void)printf("export %s='%s'\n", name, json_string_value(value));
        }
    json_decref(world);
    return EXIT_DONE;
}
