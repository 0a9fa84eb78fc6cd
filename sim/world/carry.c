/* SPDX-License-Identifier: MIT */
/* Cards carried out of a world and into one, as JSON: see world.h. */
#include "sim/world/inside.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum world_result world_card_export(struct world *world, const char *serial,
                                    enum world_secrets secrets, char **json)
{
    enum card_secrets wanted = secrets == WORLD_WITH_SECRETS ? WITH_SECRETS : WITHOUT_SECRETS;
    enum card_result result = CARD_OK;

    pthread_mutex_lock(&world->lock);
    const struct rack_card *card = rack_find(&world->rack, serial);
    if (card) {
        world_hold(world, card);
        result = card_json_export(card->card, wanted, json);
        world_let_go(world, card);
    }
    pthread_mutex_unlock(&world->lock);
    if (!card)
        return world_fail(WORLD_UNKNOWN, "no card %s", serial);
    if (result != CARD_OK)
        return world_fail(WORLD_FAILED, "%s", card_result_text(result));
    return WORLD_OK;
}

void world_json_free(char **json)
{
    card_json_free(json);
}

/* The serial that a document names, in upper case. */
static bool read_serial(const char *json, char serial[WORLD_SERIAL])
{
    json_t *object = json_loads(json, 0, NULL);
    const char *text = json_string_value(json_object_get(object, "serial"));
    bool fits = text && strlen(text) == WORLD_SERIAL - 1 &&
                strspn(text, "0123456789ABCDEFabcdef") == WORLD_SERIAL - 1;

    for (size_t i = 0; fits && i < WORLD_SERIAL; i++)
        serial[i] = (char)toupper((unsigned char)text[i]);
    json_decref(object);
    return fits;
}

/* The world is locked. */
static enum world_result take_in(struct world *world, const char *json, const char *certificate,
                                 const char *serial)
{
    struct rack_card *card = NULL;

    if (rack_find(&world->rack, serial))
        return world_fail(WORLD_REFUSED, "card %s is here already", serial);
    enum rack_result result =
        rack_import(&world->rack, serial, bytes_text(json), world_dice(world), &card);
    if (result == RACK_OK) {
        (void)snprintf(card->certificate, sizeof card->certificate, "%s", certificate);
        result = rack_put(&world->rack, card);
        if (result != RACK_OK)
            rack_discard(&world->rack, &card);
    }
    if (result == RACK_OK)
        return WORLD_OK;
    return world_fail(result == RACK_NO_CARD ? WORLD_BAD_ARGUMENT : WORLD_FAILED, "%s",
                      rack_result_text(result));
}

enum world_result world_card_import(struct world *world, const char *json, const char *certificate,
                                    char serial[WORLD_SERIAL])
{
    char named[WORLD_SERIAL];

    if (!certificate)
        certificate = "0";
    if (!read_serial(json, named))
        return world_fail(WORLD_BAD_ARGUMENT, "%s", rack_result_text(RACK_NO_CARD));
    if (strlen(certificate) > 40 || !certificate[0] ||
        certificate[strspn(certificate, "0123456789ABCDEFabcdef")] != '\0')
        return world_fail(WORLD_BAD_ARGUMENT, "\"%s\" is no certificate's serial", certificate);
    pthread_mutex_lock(&world->lock);
    enum world_result result = take_in(world, json, certificate, named);
    pthread_mutex_unlock(&world->lock);
    if (result == WORLD_OK)
        memcpy(serial, named, sizeof named);
    return result;
}
