/* SPDX-License-Identifier: MIT */
/* The world's making and end, its clock, its phone and its words: see world.h. */
#include "sim/world/world.h"

#include "sim/base/secret.h"
#include "sim/world/inside.h"

#include <errno.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static _Thread_local char last_error[320];

enum world_result world_fail(enum world_result result, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(last_error, sizeof last_error, format, arguments);
    va_end(arguments);
    return result;
}

const char *world_error(const struct world *world)
{
    (void)world;
    return last_error;
}

static bool dice_fill(void *context, uint8_t *out, size_t size)
{
    struct dice *dice = context;

    pthread_mutex_lock(&dice->lock);
    bool filled = random_fill(&dice->source, out, size);
    pthread_mutex_unlock(&dice->lock);
    return filled;
}

struct random_port world_dice(struct world *world)
{
    return (struct random_port){dice_fill, &world->dice};
}

static void dice_init(struct dice *dice, uint64_t seed)
{
    pthread_mutex_init(&dice->lock, NULL);
    dice->source = seed ? random_repeatable(&dice->seeded, seed) : random_kernel();
}

static bool make_directory(struct world *world, const char *directory)
{
    const char *temporary = getenv("TMPDIR");

    world->keeps = directory != NULL;
    if (directory) {
        int size = snprintf(world->directory, sizeof world->directory, "%s", directory);
        if (size >= (int)sizeof world->directory)
            return false;
        return mkdir(directory, 0700) == 0 || errno == EEXIST;
    }
    int size = snprintf(world->directory, sizeof world->directory, "%s/akis-world-XXXXXX",
                        temporary && *temporary ? temporary : "/tmp");
    return size < (int)sizeof world->directory && mkdtemp(world->directory) != NULL;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)status;
    (void)kind;
    (void)where;
    (void)remove(path);
    return 0;
}

static enum world_result furnish(struct world *world, const struct world_options *options)
{
    char cards[WORLD_PATH + 8];

    if (!make_directory(world, options->directory))
        return world_fail(WORLD_FAILED, "the world's directory cannot be made: %s",
                          strerror(errno));
    if (options->trace) {
        world->trace = trace_new(options->trace, dial_port(&world->dial));
        if (!world->trace)
            return world_fail(WORLD_FAILED, "%s cannot be written: %s", options->trace,
                              strerror(errno));
    }
    for (unsigned i = 0; i < WORLD_SLOTS; i++)
        slot_init(&world->slots[i], i, world->trace, &world->hand);
    (void)snprintf(cards, sizeof cards, "%s/cards", world->directory);
    enum rack_result result = rack_init(&world->rack, world->keeps ? cards : NULL);
    if (result == RACK_OK)
        result = rack_load(&world->rack, world_dice(world));
    return result == RACK_OK ? WORLD_OK : world_fail(WORLD_FAILED, "%s", rack_result_text(result));
}

static void do_deed(void *context, enum hand_deed deed, unsigned slot)
{
    struct world *world = context;

    switch (deed) {
    case HAND_PULLS_CARD:
        cards_pull(world, slot);
        return;
    case HAND_UNPLUGS_READER:
        pthread_mutex_lock(&world->lock);
        outlets_unplug(&world->outlets, slot);
        pthread_mutex_unlock(&world->lock);
        return;
    case HAND_DEEDS:
        return;
    }
}

enum world_result world_new(const struct world_options *options, struct world **world)
{
    static const struct world_options defaults;
    struct world *made = calloc(1, sizeof *made);

    if (!options)
        options = &defaults;
    if (!made)
        return world_fail(WORLD_FAILED, "no memory");
    pthread_mutex_init(&made->lock, NULL);
    dial_init(&made->dial);
    inbox_init(&made->inbox);
    dice_init(&made->dice, options->seed);
    (void)snprintf(made->driver, sizeof made->driver, "%s", options->driver ? options->driver : "");
    (void)snprintf(made->keys, sizeof made->keys, "%s", options->keys ? options->keys : "");
    hand_init(&made->hand, do_deed, made);
    outlets_init(&made->outlets, made->slots);
    office_init(&made->office);
    policy_fill(card_policy_table(), &made->card_rules);
    enum world_result result = furnish(made, options);
    if (result != WORLD_OK)
        world_free(&made);
    else
        *world = made;
    return result;
}

void world_free(struct world **world)
{
    struct world *old = *world;

    if (!old)
        return;
    hand_rest(&old->hand);
    outlets_end(&old->outlets);
    hand_end(&old->hand);
    office_end(&old->office);
    for (unsigned i = 0; i < WORLD_SLOTS; i++)
        slot_end(&old->slots[i]);
    rack_end(&old->rack);
    trace_free(&old->trace);
    inbox_end(&old->inbox);
    dial_end(&old->dial);
    pthread_mutex_destroy(&old->dice.lock);
    pthread_mutex_destroy(&old->lock);
    clock_file_end(old);
    if (old->socket_folder[0])
        (void)rmdir(old->socket_folder);
    if (!old->keeps && old->directory[0])
        (void)nftw(old->directory, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(old);
    *world = NULL;
}

const char *world_directory(const struct world *world)
{
    return world->directory;
}

enum world_result world_clock_set(struct world *world, const char *mode, const char *text)
{
    char detail[96];

    if (!dial_set(&world->dial, mode, text))
        return world_fail(WORLD_BAD_ARGUMENT,
                          "the clock cannot be set to \"%s %s\": real; offset SECONDS or DATE; "
                          "frozen DATE",
                          mode, text ? text : "");
    clock_file_follow(world);
    (void)snprintf(detail, sizeof detail, "%s %s", mode, text ? text : "");
    trace_event(world->trace, "clock", detail);
    return WORLD_OK;
}

enum world_result world_clock_add(struct world *world, int64_t seconds)
{
    char detail[32];

    if (!dial_add(&world->dial, seconds))
        return world_fail(WORLD_BAD_ARGUMENT, "the clock cannot go that far");
    clock_file_follow(world);
    (void)snprintf(detail, sizeof detail, "%+lld", (long long)seconds);
    trace_event(world->trace, "clock", detail);
    return WORLD_OK;
}

int64_t world_now(struct world *world)
{
    return dial_now(&world->dial);
}

const char *world_clock_mode(struct world *world)
{
    return dial_mode_text(&world->dial);
}

enum world_result world_sms_read(struct world *world, const char *number, size_t nth,
                                 struct world_sms *sms)
{
    struct message message;

    if (!number)
        number = world_first_holder()->phone;
    inbox_arrive(&world->inbox, dial_now(&world->dial));
    if (!inbox_read(&world->inbox, number, nth, &message))
        return world_fail(WORLD_UNKNOWN, "no such message to %s", number);
    sms->when = message.when;
    memcpy(sms->number, message.number, sizeof sms->number);
    memcpy(sms->text, message.text, sizeof sms->text);
    memcpy(sms->code, message.code, sizeof sms->code);
    secret_wipe(&message, sizeof message);
    return WORLD_OK;
}
