/* SPDX-License-Identifier: MIT */
/* A whole world, set up: see stage.h. */
#include "sim/world/program/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void stage_flags(struct stage_options *options, enum flag_kind end, struct flag flags[STAGE_FLAGS])
{
    const struct flag table[] = {
        {FLAG_TEXT, "--profile",    &options->card.profile  },
        {FLAG_TEXT, "--produced",   &options->card.produced },
        {FLAG_TEXT, "--state",      &options->card.state    },
        {FLAG_TEXT, "--key",        &options->card.key      },
        {FLAG_TEXT, "--pin",        &options->card.pin      },
        {FLAG_TEXT, "--puk",        &options->card.puk      },
        {FLAG_TEXT, "--holder",     &options->card.holder_id},
        {FLAG_TEXT, "--flavour",    &options->card.flavour  },
        {FLAG_TEXT, "--subject",    &options->card.subject  },
        {FLAG_TEXT, "--dir",        &options->directory     },
        {FLAG_TEXT, "--reader",     &options->reader        },
        {FLAG_TEXT, "--trace",      &options->trace         },
        {FLAG_TEXT, "--seed",       &options->seed          },
        {FLAG_TEXT, "--ready-file", &options->ready_file    },
        {FLAG_LIST, "--set",        &options->rules         },
        {FLAG_BOOL, "--quiet",      &options->quiet         },
        {FLAG_BOOL, "--no-card",    &options->no_card       },
        {FLAG_BOOL, "--pin-pad",    &options->pin_pad       },
        {end,       NULL,           NULL                    },
    };

    memcpy(flags, table, sizeof table);
}

/* What the world last said, and the exit code that goes with a result. */
static enum exit_code failed(const struct stage *stage, enum world_result result)
{
    bool ours = result == WORLD_FAILED;

    return session_fail(ours ? EXIT_BROKEN : EXIT_REFUSED, WORD_TEXT, world_error(stage->world));
}

static enum world_result apply_rules(struct world *world, const struct flag_list *rules)
{
    enum world_result result = WORLD_OK;
    char name[64];

    for (size_t i = 0; i < rules->count && result == WORLD_OK; i++) {
        size_t size = strcspn(rules->values[i], "=");
        (void)snprintf(name, sizeof name, "%.*s", (int)size, rules->values[i]);
        const char *value = rules->values[i] + size;
        result = world_policy_set(world, name, *value ? value + 1 : value);
    }
    return result;
}

static enum world_result set_card(struct stage *stage, const struct stage_options *options)
{
    bool has_card = world_card_at(stage->world, 0, stage->serial);
    enum world_result result = WORLD_OK;

    if (options->no_card)
        return WORLD_OK;
    if (!has_card) /* none kept from before */
        result = world_card_new(stage->world, &options->card, stage->serial);
    return result == WORLD_OK ? world_insert(stage->world, stage->serial, 0) : result;
}

/* "system:PORT"; plain "system" is vpcd's usual port. 0: another kind, or no port. */
static uint16_t system_port(const char *reader)
{
    enum { VPCD_PORT = 35963 };
    char *end;

    if (strcmp(reader, "system") == 0)
        return VPCD_PORT;
    if (strncmp(reader, "system:", 7) != 0)
        return 0;
    unsigned long port = strtoul(reader + 7, &end, 10);
    return *end == '\0' && port < 65535 ? (uint16_t)port : 0;
}

static enum world_result start_reader(struct world *world, const char *reader)
{
    char path[PLACE_PATH];
    uint16_t port = system_port(reader);

    if (port)
        return world_reader_vpcd(world, port);
    if (strcmp(reader, "socket") == 0)
        return world_reader_own(world, path, sizeof path);
    if (strcmp(reader, "vpcd") == 0 || strcmp(reader, "private") == 0)
        return world_reader_private(world, path, sizeof path);
    return WORLD_BAD_ARGUMENT;
}

static enum exit_code set_reader(struct stage *stage, const struct stage_options *options)
{
    const char *reader = options->reader ? options->reader : "socket";
    enum world_result result = WORLD_OK;

    (void)snprintf(stage->reader, sizeof stage->reader, "%s", reader);
    if (options->pin_pad && strcmp(reader, "socket") != 0)
        return session_fail(EXIT_USAGE, WORD_NO_PIN_PAD, reader);
    if (strcmp(reader, "none") == 0)
        return EXIT_DONE;
    if (options->pin_pad)
        result = world_pinpad_fit(stage->world);
    if (result == WORLD_OK)
        result = start_reader(stage->world, reader);
    if (result == WORLD_BAD_ARGUMENT)
        return session_fail(EXIT_USAGE, WORD_BAD_READER, reader);
    if (result == WORLD_OK || options->reader)
        return result == WORLD_OK ? EXIT_DONE : failed(stage, result);
    (void)snprintf(stage->no_reader, sizeof stage->no_reader, "%s", world_error(stage->world));
    return EXIT_DONE;
}

/* The usual place, for a world that stands; not when another one has it, or nobody can. */
static void take_place(const struct session *session, struct stage *stage,
                       const struct place *place)
{
    struct place other;
    bool taken = !place_folder(session, stage->folder) ||
                 (place_read(stage->folder, &other) && other.pid != place->pid);

    if (taken || !place_write(stage->folder, place))
        stage->folder[0] = '\0';
}

/* In the world's own folder always. */
static enum exit_code publish(const struct session *session, const struct stage_options *options,
                              struct stage *stage)
{
    struct place place = {.pid = (long)getpid()};

    (void)snprintf(place.control, sizeof place.control, "%s", door_url(stage->door));
    (void)snprintf(place.token_file, sizeof place.token_file, "%s", door_token_file(stage->door));
    if (!place_write(world_directory(stage->world), &place))
        return session_fail(EXIT_BROKEN, WORD_BAD_PLACE, world_directory(stage->world));
    if (options->stands)
        take_place(session, stage, &place);
    return stage->folder[0] || !session->place || !options->stands
               ? EXIT_DONE
               : session_fail(EXIT_BROKEN, WORD_BAD_PLACE, session->place);
}

/* The driver's package: beside the program in the build folder, or under share when installed. */
static bool find_driver(char path[PLACE_PATH])
{
    static const char *const places[] = {"/akis-pkcs11-test.deb",
                                         "/../share/akissim/akis-pkcs11-test.deb"};
    char folder[PLACE_PATH / 2] = "";

    if (readlink("/proc/self/exe", folder, sizeof folder - 1) <= 0)
        return false;
    *strrchr(folder, '/') = '\0';
    for (size_t i = 0; i < 2; i++) {
        (void)snprintf(path, PLACE_PATH, "%s%s", folder, places[i]);
        if (access(path, R_OK) == 0)
            return true;
    }
    return false;
}

static enum exit_code furnish(const struct session *session, const struct stage_options *options,
                              struct stage *stage)
{
    char driver[PLACE_PATH];
    struct world_options world = {
        .directory = options->directory,
        .trace = options->trace,
        .driver = find_driver(driver) ? driver : NULL,
        .seed = options->seed ? strtoull(options->seed, NULL, 10) : 0,
    };
    enum world_result result = world_new(&world, &stage->world);

    if (result == WORLD_OK)
        result = apply_rules(stage->world, &options->rules);
    if (result == WORLD_OK && !world_portal_url(stage->world))
        result = WORLD_FAILED;
    if (result == WORLD_OK)
        result = set_card(stage, options);
    if (result != WORLD_OK)
        return failed(stage, result);
    enum exit_code code = set_reader(stage, options);
    if (code != EXIT_DONE)
        return code;
    result = door_new(stage->world, 0, &stage->door);
    return result == WORLD_OK ? publish(session, options, stage) : failed(stage, result);
}

enum exit_code stage_open(const struct session *session, const struct stage_options *options,
                          struct stage *stage)
{
    *stage = (struct stage){0};
    enum exit_code code = furnish(session, options, stage);
    if (code != EXIT_DONE)
        stage_close(stage);
    return code;
}

void stage_close(struct stage *stage)
{
    if (stage->folder[0])
        place_leave(stage->folder);
    if (stage->door)
        place_leave(world_directory(stage->world));
    door_free(&stage->door);
    world_free(&stage->world);
}
