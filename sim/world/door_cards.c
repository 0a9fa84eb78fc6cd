/* SPDX-License-Identifier: MIT */
/* The control door's handlers on cards and slots. */
#include "sim/base/secret.h"
#include "sim/world/door_routes.h"
#include "sim/world/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SETTINGS_MAX = 32, SETTING = 96 };

static void tell_card(const struct world_card *card, json_t *object)
{
    char produced[16];

    (void)snprintf(produced, sizeof produced, "%04d-%02d-%02d", (int)(card->produced / 10000),
                   (int)(card->produced / 100 % 100), (int)(card->produced % 100));
    door_tell(object, "serial", card->serial);
    door_tell(object, "profile", card->profile);
    door_tell(object, "certificate", card->certificate);
    door_tell(object, "produced", produced);
    json_object_set_new(object, "slot", card->slot < 0 ? json_null() : json_integer(card->slot));
    json_object_set_new(object, "pin_tries", json_integer(card->pin_tries));
    json_object_set_new(object, "puk_tries", json_integer(card->puk_tries));
    json_object_set_new(object, "dead", json_boolean(card->dead));
    door_tell(object, "unlocks_by", card->unlocks_by_puk ? "puk" : "portal");
}

static enum world_result tell_status(struct door_call *call, const char *serial)
{
    struct world_card card;
    enum world_result result = world_card_status(call->world, serial, &card);

    if (result == WORLD_OK)
        tell_card(&card, call->answer);
    return result;
}

enum world_result door_card(struct door_call *call)
{
    return tell_status(call, call->arguments[0]);
}

enum world_result door_cards(struct door_call *call)
{
    json_t *list = json_array();
    char serial[WORLD_SERIAL];
    struct world_card card;

    for (size_t i = 0; world_card_at(call->world, i, serial); i++) {
        json_t *object = json_object();
        if (world_card_status(call->world, serial, &card) == WORLD_OK)
            tell_card(&card, object);
        json_array_append_new(list, object);
    }
    json_object_set_new(call->answer, "cards", list);
    return WORLD_OK;
}

/* {"pin_tries": "4"} as "pin_tries=4" … False when one is too long, too many, or no string. */
static bool read_settings(json_t *object, char room[SETTINGS_MAX][SETTING],
                          const char *settings[SETTINGS_MAX + 1])
{
    size_t count = 0;
    const char *name;
    json_t *value;

    json_object_foreach(object, name, value)
    {
        const char *text = json_string_value(value);
        if (!text || count == SETTINGS_MAX ||
            snprintf(room[count], SETTING, "%s=%s", name, text) >= SETTING)
            return false;
        settings[count] = room[count];
        count++;
    }
    return true;
}

enum world_result door_card_new(struct door_call *call)
{
    char room[SETTINGS_MAX][SETTING];
    const char *settings[SETTINGS_MAX + 1] = {0};
    char serial[WORLD_SERIAL];
    int64_t slot = -1;
    struct world_card_order order = {
        .holder_id = door_text(call, "holder"),
        .profile = door_text(call, "profile"),
        .key = door_text(call, "key"),
        .produced = door_text(call, "produced"),
        .state = door_text(call, "state"),
        .pin = door_text(call, "pin"),
        .puk = door_text(call, "puk"),
        .flavour = door_text(call, "flavour"),
        .subject = door_text(call, "subject"),
        .settings = settings,
    };

    if (!read_settings(json_object_get(call->body, "settings"), room, settings))
        return world_fail(WORLD_BAD_ARGUMENT, "settings: an object of rules and their values");
    bool insert = door_number(call, "slot", &slot);
    if (insert && (slot < 0 || slot >= WORLD_SLOTS))
        return world_fail(WORLD_BAD_ARGUMENT, "no slot %lld", (long long)slot);
    enum world_result result = world_card_new(call->world, &order, serial);
    if (result == WORLD_OK && insert)
        result = world_insert(call->world, serial, (unsigned)slot);
    return result == WORLD_OK ? tell_status(call, serial) : result;
}

enum world_result door_renew(struct door_call *call)
{
    char serial[WORLD_SERIAL];
    enum world_result result = world_card_renew(call->world, call->arguments[0], serial);

    return result == WORLD_OK ? tell_status(call, serial) : result;
}

enum world_result door_replace(struct door_call *call)
{
    char serial[WORLD_SERIAL];
    enum world_result result = world_card_replace(call->world, call->arguments[0], serial);

    return result == WORLD_OK ? tell_status(call, serial) : result;
}

enum world_result door_fee(struct door_call *call)
{
    return world_book_fee(call->world, call->arguments[0]);
}

enum world_result door_deliver(struct door_call *call)
{
    return world_deliver(call->world, call->arguments[0]);
}

enum world_result door_export(struct door_call *call)
{
    const char *secrets = listener_query(call->request, "secrets");
    bool whole = secrets && strcmp(secrets, "true") == 0;
    struct world_card card;
    char *json = NULL;
    enum world_result result = world_card_status(call->world, call->arguments[0], &card);

    if (result == WORLD_OK)
        result = world_card_export(call->world, call->arguments[0],
                                   whole ? WORLD_WITH_SECRETS : WORLD_WITHOUT_SECRETS, &json);
    if (result != WORLD_OK)
        return result;
    json_object_set_new(call->answer, "card", json_loads(json, 0, NULL));
    door_tell(call->answer, "certificate", card.certificate);
    world_json_free(&json);
    return WORLD_OK;
}

enum world_result door_import(struct door_call *call)
{
    char serial[WORLD_SERIAL];
    char *json = json_dumps(json_object_get(call->body, "card"), JSON_COMPACT);

    if (!json)
        return world_fail(WORLD_BAD_ARGUMENT, "card: an exported card");
    enum world_result result =
        world_card_import(call->world, json, door_text(call, "certificate"), serial);
    secret_wipe(json, strlen(json));
    free(json);
    return result == WORLD_OK ? tell_status(call, serial) : result;
}

enum world_result door_slots(struct door_call *call)
{
    json_t *slots[WORLD_SLOTS];
    json_t *list = json_array();
    char serial[WORLD_SERIAL];
    struct world_card card;

    for (int i = 0; i < WORLD_SLOTS; i++)
        slots[i] = json_null();
    for (size_t i = 0; world_card_at(call->world, i, serial); i++)
        if (world_card_status(call->world, serial, &card) == WORLD_OK && card.slot >= 0)
            slots[card.slot] = json_string(card.serial);
    for (int i = 0; i < WORLD_SLOTS; i++)
        json_array_append_new(list, json_pack("{s:i, s:o}", "slot", i, "card", slots[i]));
    json_object_set_new(call->answer, "slots", list);
    return WORLD_OK;
}

/* The slot in the path; one that no reader has when it is no number. */
static unsigned slot_of(const struct door_call *call)
{
    char *end;
    unsigned long slot = strtoul(call->arguments[0], &end, 10);

    return *end == '\0' && slot < WORLD_SLOTS ? (unsigned)slot : WORLD_SLOTS;
}

enum world_result door_insert(struct door_call *call)
{
    const char *serial = door_text(call, "card");
    enum world_result result = world_insert(call->world, serial ? serial : "", slot_of(call));

    return result == WORLD_OK ? door_slots(call) : result;
}

enum world_result door_remove(struct door_call *call)
{
    enum world_result result = world_remove(call->world, slot_of(call));

    return result == WORLD_OK ? door_slots(call) : result;
}

enum world_result door_pad_type(struct door_call *call)
{
    const char *digits = door_text(call, "digits");
    enum world_result result = world_pinpad_type(call->world, slot_of(call), digits ? digits : "");

    door_wipe(call, "digits");
    return result;
}

enum world_result door_pad_cancel(struct door_call *call)
{
    return world_pinpad_cancel(call->world, slot_of(call));
}
