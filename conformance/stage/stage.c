/* SPDX-License-Identifier: MIT */
/* Makes and gives back the stage of a case. */
#include "conformance/stage/stage.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "conformance/stage/dialect.h"
#include "conformance/stage/foreign_stage.h"
#include "conformance/stage/scratch.h"
#include "sim/base/secret.h"

void stage_say(struct stage *stage, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(stage->why, sizeof stage->why, format, arguments);
    va_end(arguments);
}

int64_t stage_now(const struct stage *stage)
{
    return stage->world ? world_now(stage->world) : (int64_t)time(NULL);
}

static enum stage_result broken(struct stage *stage, const char *what)
{
    const char *error = stage->world ? world_error(stage->world) : NULL;

    stage_say(stage, "%s: %s", what, error && *error ? error : "no memory");
    return STAGE_BROKEN;
}

static void clear_world(struct stage *stage)
{
    world_free(&stage->world);
    scratch_remove(stage->directory);
    stage->directory[0] = '\0';
}

const char *stage_driver(char path[4096])
{
    static const char *const places[] = {"/../sim/world/akis-pkcs11-test.deb",
                                         "/../../sim/world/akis-pkcs11-test.deb",
                                         "/../share/akissim/akis-pkcs11-test.deb"};
    char folder[2048] = "";

    if (readlink("/proc/self/exe", folder, sizeof folder - 1) <= 0)
        return NULL;
    *strrchr(folder, '/') = '\0';
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(path, 4096, "%s%s", folder, places[i]);
        if (access(path, R_OK) == 0)
            return path;
    }
    return NULL;
}

enum stage_result stage_begin_again(struct stage *stage)
{
    struct world_options options = {
        .directory = stage->directory, .seed = stage->options->seed, .keys = stage->options->keys};
    char trace[4096];
    char driver[4096];

    snprintf(trace, sizeof trace, "%s/trace.jsonl", stage->options->evidence);
    options.trace = trace;
    options.driver = stage_driver(driver);
    link_free(&stage->link);
    for (unsigned i = 0; i < STAGE_BROWSERS; i++)
        http_free(&stage->browsers[i]);
    world_free(&stage->world);
    return world_new(&options, &stage->world) == WORLD_OK ? STAGE_OK : broken(stage, "no world");
}

static enum stage_result make_world(struct stage *stage)
{
    if (!scratch_make(stage->options->scratch, "akis-case", stage->directory,
                      sizeof stage->directory))
        return broken(stage, "no directory for a world");
    return stage_begin_again(stage);
}

bool stage_client_folder(const struct stage *stage, char path[128])
{
    snprintf(path, 128, "%s/client", stage->directory);
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

static enum stage_result set_rules(struct stage *stage)
{
    for (const char *const *setting = stage->options->settings; *setting; setting++) {
        char name[80];
        size_t length = strcspn(*setting, "=");

        snprintf(name, sizeof name, "%.*s", (int)length, *setting);
        if ((*setting)[length] != '=' ||
            world_policy_set(stage->world, name, *setting + length + 1) != WORLD_OK)
            return broken(stage, *setting);
    }
    return STAGE_OK;
}

/* What the world gives a holder and a card that nobody told otherwise (sim/world/world.h). */
static void learn_defaults(struct stage *stage, const struct world_holder *holder)
{
    secrets_learn(stage->secrets, holder->word);
    secrets_learn(stage->secrets, "123456");
    secrets_learn(stage->secrets, "12345678");
    secrets_learn_case(stage->secrets, stage->conf_case);
}

static bool keep_holder(struct stage *stage)
{
    const struct world_holder *holder = world_first_holder();

    learn_defaults(stage, holder);
    return vars_set(stage->vars, "id", holder->id) && vars_set(stage->vars, "word", holder->word) &&
           vars_set(stage->vars, "name", holder->name) &&
           vars_set(stage->vars, "phone", holder->phone);
}

static bool keep_card(struct stage *stage, const char *serial)
{
    struct world_card card;

    return world_card_status(stage->world, serial, &card) == WORLD_OK &&
           vars_set(stage->vars, "serial", serial) &&
           vars_set(stage->vars, "cert", card.certificate);
}

static enum stage_result make_card(struct stage *stage)
{
    const struct situation *situation = stage->conf_case->situation;
    struct world_card_order order = {
        .profile = stage->profile,
        .produced = situation->produced,
        .state = situation->state,
        .key = situation->key,
    };
    char serial[WORLD_SERIAL];

    if (situation->no_card)
        return STAGE_OK;
    if (world_card_new(stage->world, &order, serial) != WORLD_OK)
        return broken(stage, "no card");
    if (world_insert(stage->world, serial, 0) != WORLD_OK)
        return broken(stage, "the card cannot be put in");
    return keep_card(stage, serial) ? STAGE_OK : broken(stage, "no card status");
}

/* The world, its clock, its rules (when they are to be broken from the start), its card. */
static enum stage_result furnish(struct stage *stage, bool with_rules)
{
    const char *clock = stage->conf_case->situation->clock;
    enum stage_result result = make_world(stage);

    if (result == STAGE_OK && clock && world_clock_set(stage->world, "frozen", clock) != WORLD_OK)
        result = broken(stage, "the clock");
    if (result == STAGE_OK && with_rules)
        result = set_rules(stage);
    return result == STAGE_OK ? make_card(stage) : result;
}

enum stage_result stage_open(struct stage *stage, const struct stage_options *options,
                             const struct conf_case *conf_case, const char *profile)
{
    enum stage_result result;

    memset(stage, 0, sizeof *stage);
    stage->options = options;
    stage->conf_case = conf_case;
    stage->profile = profile;
    stage->vars = vars_new();
    stage->secrets = options->secrets ? options->secrets : secrets_new();
    if (!stage->vars || !stage->secrets || !keep_holder(stage))
        return broken(stage, "set-up");
    if (!dialect_speak(profile, stage->vars)) {
        stage_say(stage, "the judge knows no words for the profile %s", profile);
        return STAGE_BROKEN;
    }
    if (options->foreign)
        return foreign_stage_open(stage);
    result = furnish(stage, true);
    if (result != STAGE_BROKEN || !options->settings[0])
        return result;
    /* With its rules broken from the start no card can be made: they break afterwards. */
    clear_world(stage);
    result = furnish(stage, false);
    return result == STAGE_OK ? set_rules(stage) : result;
}

void stage_close(struct stage *stage)
{
    adapter_stop(&stage->adapter);
    if (stage->options->foreign)
        foreign_stage_close(stage);
    link_free(&stage->link);
    for (unsigned i = 0; i < STAGE_BROWSERS; i++)
        http_free(&stage->browsers[i]);
    clear_world(stage);
    if (stage->secrets)
        secrets_blot_folder(stage->secrets, stage->options->evidence);
    vars_free(&stage->vars);
    secrets_free(&stage->secrets);
    if (stage->last_body)
        secret_wipe(stage->last_body, stage->last_size);
    free(stage->last_body);
}
