/* SPDX-License-Identifier: MIT */
/* akissim up: a world in front, until ^C or TERM. */
#include "sim/world/program/command.h"
#include "sim/world/program/stage.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* All that another program needs to find this world. */
static json_t *describe(const struct stage *stage)
{
    json_t *environment = json_object();
    struct world_variable variable;

    for (size_t i = 0; world_variable_at(stage->world, i, &variable); i++)
        if (variable.value[0])
            json_object_set_new(environment, variable.name, json_string(variable.value));
    return json_pack("{s:i, s:s, s:s, s:s, s:s*, s:s*, s:o}", "pid", (int)getpid(), "control",
                     door_url(stage->door), "token_file", door_token_file(stage->door), "directory",
                     world_directory(stage->world), "card", stage->serial[0] ? stage->serial : NULL,
                     "no_reader", stage->no_reader[0] ? stage->no_reader : NULL, "environment",
                     environment);
}

static void print_card(const struct stage *stage, const struct stage_options *options)
{
    struct world_card card;

    if (!stage->serial[0] || world_card_status(stage->world, stage->serial, &card) != WORLD_OK)
        return;
    (void)printf(word(WORD_UP_CARD), card.serial, card.profile, (int)(card.produced / 10000),
                 (int)(card.produced / 100 % 100), (int)(card.produced % 100),
                 options->card.pin ? options->card.pin : "123456");
}

/* What is in use, and what this machine could offer besides. */
static void print_readers(const struct stage *stage)
{
    struct world_offer offer;

    (void)printf(word(WORD_UP_READER), stage->no_reader[0] ? "none" : stage->reader);
    if (stage->no_reader[0])
        (void)printf(word(WORD_UP_NO_READER), stage->no_reader);
    for (size_t i = 0; world_offer_at(i, &offer); i++)
        if (strcmp(offer.kind, stage->reader) != 0)
            (void)printf(offer.possible ? word(WORD_UP_OFFER) : word(WORD_UP_NO_OFFER), offer.kind,
                         offer.why);
}

static void print_people(const struct stage *stage, const struct stage_options *options)
{
    const struct world_holder *holder = world_first_holder();
    struct world_variable variable;

    (void)printf(word(WORD_UP_READY), world_directory(stage->world));
    print_card(stage, options);
    (void)printf(word(WORD_UP_HOLDER), holder->id, holder->name, holder->phone, holder->word);
    (void)printf(word(WORD_UP_CONTROL), door_url(stage->door), door_token_file(stage->door));
    print_readers(stage);
    (void)fputs(word(WORD_UP_CONNECT), stdout);
    for (size_t i = 0; world_variable_at(stage->world, i, &variable); i++)
        if (variable.value[0])
            (void)printf("  export %s=%s\n", variable.name, variable.value);
    if (!stage->folder[0])
        (void)printf(word(WORD_UP_OTHER), world_directory(stage->world));
    (void)fflush(stdout);
}

/* The file appears whole, so that whoever waits for it can read it at once. */
static enum exit_code write_ready(const char *path, const json_t *object)
{
    char draft[PLACE_PATH];

    if (!path)
        return EXIT_DONE;
    int size = snprintf(draft, sizeof draft, "%s.new", path);
    if (size >= (int)sizeof draft || json_dump_file(object, draft, JSON_INDENT(1)) != 0 ||
        rename(draft, path) != 0)
        return session_fail(EXIT_BROKEN, WORD_BAD_FILE, path);
    return EXIT_DONE;
}

static enum exit_code stand(const struct session *session, const struct stage *stage,
                            const struct stage_options *options, const sigset_t *ends)
{
    int number;
    json_t *object = describe(stage);

    if (session->json)
        session_print_json(object);
    else
        print_people(stage, options);
    enum exit_code code = write_ready(options->ready_file, object);
    json_decref(object);
    if (code == EXIT_DONE)
        (void)sigwait(ends, &number);
    if (options->ready_file)
        (void)unlink(options->ready_file);
    return code;
}

static int stand_until_signal(const struct session *session, const struct stage_options *options)
{
    struct stage stage;
    sigset_t ends;

    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ends, NULL); /* before any thread: all inherit it */
    enum exit_code code = stage_open(session, options, &stage);
    if (code != EXIT_DONE)
        return code;
    code = stand(session, &stage, options, &ends);
    stage_close(&stage);
    return code;
}

static int up(struct session *session, int argc, char **argv, struct stage_options *options,
              enum word help)
{
    struct flag flags[STAGE_FLAGS];
    struct arguments arguments;

    stage_flags(options, FLAG_END, flags);
    if (!session_arguments(session, argc, argv, flags, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(help);
    if (arguments.count > 0)
        return session_fail(EXIT_USAGE, WORD_BAD_ARGUMENT, arguments.plain[0]);
    return stand_until_signal(session, options);
}

int command_up(struct session *session, int argc, char **argv)
{
    struct stage_options options = {.stands = true};

    return up(session, argc, argv, &options, WORD_HELP_UP);
}

int command_portal(struct session *session, int argc, char **argv)
{
    struct stage_options options = {.reader = "none", .no_card = true, .stands = true};

    return up(session, argc, argv, &options, WORD_HELP_PORTAL);
}
