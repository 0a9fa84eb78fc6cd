/* SPDX-License-Identifier: MIT */
/* JSON for the portal, over jansson. */
#include "sim/engine/json.h"

#include "sim/base/secret.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A struct json is a json_t under a name of ours; nothing else is ever cast to it. */
static const json_t *inner(const struct json *json)
{
    return (const json_t *)json;
}

char *json_write(const struct json_pair *pairs, size_t *size)
{
    json_t *object = json_object();
    char *text = NULL;

    for (; object && pairs->name; pairs++) {
        if (pairs->value && json_object_set_new(object, pairs->name, json_string(pairs->value))) {
            json_decref(object);
            return NULL;
        }
    }
    if (object)
        text = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    if (text)
        *size = strlen(text);
    return text;
}

void json_text_free(char *text, size_t size)
{
    if (text)
        secret_wipe(text, size);
    free(text);
}

struct json *json_read(struct bytes text)
{
    json_t *object = json_loadb((const char *)text.data, text.size, JSON_REJECT_DUPLICATES, NULL);

    if (object && !json_is_object(object)) {
        json_decref(object);
        object = NULL;
    }
    return (struct json *)object;
}

void json_free(struct json **json)
{
    json_decref((json_t *)*json);
    *json = NULL;
}

bool json_text(const struct json *json, const char *name, char *text, size_t size)
{
    const json_t *value = json_object_get(inner(json), name);

    text[0] = '\0';
    if (!json_is_string(value) || json_string_length(value) >= size)
        return false;
    memcpy(text, json_string_value(value), json_string_length(value) + 1);
    return true;
}

bool json_is_set(const struct json *json, const char *name)
{
    return json_is_true(json_object_get(inner(json), name));
}

const struct json *json_at(const struct json *json, const char *name, size_t index)
{
    const json_t *array = json_object_get(inner(json), name);
    const json_t *value = json_array_get(array, index);

    return json_is_object(value) ? (const struct json *)value : NULL;
}
