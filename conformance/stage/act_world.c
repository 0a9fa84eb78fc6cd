/* SPDX-License-Identifier: MIT */
/* Acts on the world: cards made and moved, clock, rules, phone, staff. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/stage/act.h"
#include "sim/base/calendar.h"

/* Keeps a new card under "<as>" and its certificate under "<as>_cert". */
static enum stage_result keep(struct stage *stage, const char *as, const char *serial)
{
    struct world_card card;
    char name[64];

    snprintf(name, sizeof name, "%s_cert", as);
    if (world_card_status(stage->world, serial, &card) != WORLD_OK ||
        !vars_set(stage->vars, as, serial) || !vars_set(stage->vars, name, card.certificate))
        return STAGE_BROKEN;
    return STAGE_OK;
}

static const char *const order_fields[] = {"holder", "profile",    "key",     "produced",
                                           "state",  "pin",        "flavour", "subject",
                                           "as",     "credentials"};
enum { ORDER_FIELDS = sizeof order_fields / sizeof *order_fields };

static enum stage_result new_card(struct stage *stage, const struct json *fields,
                                  struct json *answer)
{
    char *text[ORDER_FIELDS];
    char serial[WORLD_SERIAL];

    for (size_t i = 0; i < ORDER_FIELDS; i++)
        text[i] = act_field(fields, order_fields[i], NULL);
    struct world_card_order order = {
        .holder_id = text[0],
        .profile = text[1] ? text[1] : stage->profile,
        .key = text[2],
        .produced = text[3],
        .state = text[4],
        .pin = text[5],
        .flavour = text[6],
        .subject = text[7],
        .credentials = text[9],
    };
    enum world_result result = world_card_new(stage->world, &order, serial);
    enum stage_result kept =
        result == WORLD_OK ? keep(stage, text[8] ? text[8] : "other", serial) : STAGE_OK;

    for (size_t i = 0; i < ORDER_FIELDS; i++)
        free(text[i]);
    return kept == STAGE_OK ? act_tells(answer, result) : kept;
}

typedef enum world_result successor_fn(struct world *, const char *, char *);

static enum stage_result succeed(struct stage *stage, const struct json *fields,
                                 struct json *answer, successor_fn *make)
{
    char *serial = act_field(fields, "0", vars_get(stage->vars, "serial"));
    char *as = act_field(fields, "as", "other");
    char made[WORLD_SERIAL];
    enum world_result result = make(stage->world, serial, made);
    enum stage_result kept = result == WORLD_OK ? keep(stage, as, made) : STAGE_OK;

    free(serial);
    free(as);
    return kept == STAGE_OK ? act_tells(answer, result) : kept;
}

static enum stage_result renew(struct stage *stage, const struct json *fields, struct json *answer)
{
    return succeed(stage, fields, answer, world_card_renew);
}

static enum stage_result replace(struct stage *stage, const struct json *fields,
                                 struct json *answer)
{
    return succeed(stage, fields, answer, world_card_replace);
}

static enum stage_result insert(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *serial = act_field(fields, "0", vars_get(stage->vars, "serial"));
    char *slot = act_field(fields, "slot", "0");
    enum world_result result =
        world_insert(stage->world, serial, (unsigned)strtoul(slot, NULL, 10));

    free(serial);
    free(slot);
    stage_drop_link(stage);
    return act_tells(answer, result);
}

static enum stage_result take_out(struct stage *stage, const struct json *fields,
                                  struct json *answer)
{
    char *slot = act_field(fields, "slot", "0");
    enum world_result result = world_remove(stage->world, (unsigned)strtoul(slot, NULL, 10));

    free(slot);
    return act_tells(answer, result);
}

static enum stage_result status(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *serial = act_field(fields, "0", vars_get(stage->vars, "serial"));
    struct world_card card;
    enum world_result result = world_card_status(stage->world, serial, &card);

    free(serial);
    if (result != WORLD_OK)
        return act_tells(answer, result);
    if (!json_set_text(answer, "certificate", card.certificate) ||
        !json_set_text(answer, "profile", card.profile) ||
        !json_set_number(answer, "produced", card.produced) ||
        !json_set_number(answer, "pin_tries", card.pin_tries) ||
        !json_set_number(answer, "puk_tries", card.puk_tries) ||
        !json_set_bool(answer, "dead", card.dead) ||
        !json_set_text(answer, "unlocks_by", card.unlocks_by_puk ? "puk" : "portal"))
        return STAGE_BROKEN;
    return act_says(answer, "ok");
}

static enum stage_result clock_to(struct stage *stage, const struct json *fields,
                                  struct json *answer)
{
    char *date = act_field(fields, "0", NULL);
    enum world_result result = world_clock_set(stage->world, "frozen", date);

    free(date);
    return act_tells(answer, result);
}

/* `! clock_at 1795305600`: frozen at a second since 1970, plus `plus` seconds. */
static enum stage_result clock_at(struct stage *stage, const struct json *fields,
                                  struct json *answer)
{
    char *when = act_field(fields, "0", "0");
    char *plus = act_field(fields, "plus", "0");
    struct civil civil = calendar_utc(strtoll(when, NULL, 10) + strtoll(plus, NULL, 10));
    char date[64];

    free(when);
    free(plus);
    snprintf(date, sizeof date, "%04d-%02d-%02dT%02d:%02d:%02dZ", civil.year, civil.month,
             civil.day, civil.hour, civil.minute, civil.second);
    return act_tells(answer, world_clock_set(stage->world, "frozen", date));
}

static enum stage_result later(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *seconds = act_field(fields, "0", "1");
    enum world_result result = world_clock_add(stage->world, strtoll(seconds, NULL, 10));

    free(seconds);
    return act_tells(answer, result);
}

/* Keeps fields as names: `! keep a=$b`. */
static enum stage_result note(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *name = act_field(fields, "0", "note");
    char *value = act_field(fields, "1", "");
    bool kept = name && value && vars_set(stage->vars, name, value);

    free(name);
    free(value);
    return kept ? act_says(answer, "ok") : STAGE_BROKEN;
}

/* `! wait 300`: milliseconds of the real clock, for what happens on other threads. */
static enum stage_result wait_a_moment(struct stage *stage, const struct json *fields,
                                       struct json *answer)
{
    char *text = act_field(fields, "0", "100");
    unsigned long milliseconds = strtoul(text, NULL, 10);

    (void)stage;
    free(text);
    usleep((useconds_t)(milliseconds > 5000 ? 5000 : milliseconds) * 1000);
    return act_says(answer, "ok");
}

/* `! differ $a $b`: whether two texts differ. */
static enum stage_result differ(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *one = act_field(fields, "0", "");
    char *other = act_field(fields, "1", "");
    bool same = one && other && strcmp(one, other) == 0;

    (void)stage;
    free(one);
    free(other);
    return act_says(answer, same ? "same" : "ok");
}

/* Digits as many as those given, but other ones. */
static enum stage_result other_digits(struct stage *stage, const struct json *fields,
                                      struct json *answer)
{
    char *digits = act_field(fields, "0", "");
    bool told;

    for (char *at = digits; at && *at; at++)
        *at = (char)('0' + (*at - '0' + 1) % 10);
    if (digits)
        secrets_learn(stage->secrets, digits);
    told = digits && json_set_text(answer, "text", digits);
    free(digits);
    return told ? act_says(answer, "ok") : STAGE_BROKEN;
}

/* So that a comparison which stops early takes it for the same. */
static enum stage_result other_end(struct stage *stage, const struct json *fields,
                                   struct json *answer)
{
    char *text = act_field(fields, "0", "");
    size_t size = text ? strlen(text) : 0;
    bool told;

    if (size > 0) {
        text[size - 1] = text[size - 1] == '0' ? '1' : '0';
        secrets_learn(stage->secrets, text);
    }
    told = text && json_set_text(answer, "text", text);
    free(text);
    return told ? act_says(answer, "ok") : STAGE_BROKEN;
}

const struct act world_acts[] = {
    {"new",          new_card,
     "holder= profile= key= produced= state= pin= flavour= subject= credentials= as=other"         },
    {"renew",        renew,         "[serial] as=other"                                            },
    {"replace",      replace,       "[serial] as=other"                                            },
    {"insert",       insert,        "[serial] slot=0"                                              },
    {"remove",       take_out,      "slot=0"                                                       },
    {"status",       status,        "[serial]; pin_tries, puk_tries, dead, unlocks_by, certificate"},
    {"clock",        clock_to,      "DATE: freezes the clock there"                                },
    {"clock_at",     clock_at,      "SECONDS plus=0: moves a frozen clock there"                   },
    {"later",        later,         "SECONDS: moves a frozen clock on"                             },
    {"note",         note,          "NAME VALUE: keeps it"                                         },
    {"wait",         wait_a_moment, "MILLISECONDS"                                                 },
    {"differ",       differ,        "TEXT TEXT: ok or same"                                        },
    {"other_digits", other_digits,  "DIGITS; text: other ones"                                     },
    {"other_end",    other_end,     "TEXT; text: all but its last character"                       },
    {NULL,           NULL,          NULL                                                           },
};
