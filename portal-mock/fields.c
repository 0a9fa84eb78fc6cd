/* SPDX-License-Identifier: MIT */
/* The fields of a body: see fields.h. */
#include "portal-mock/fields.h"

#include "portal-mock/json.h"
#include "sim/base/secret.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

static void drop(char *text)
{
    if (text)
        secret_wipe(text, strlen(text));
    free(text);
}

/* Takes both; a name may come once. */
static enum fields_result add(struct fields *fields, char *name, char *value)
{
    enum fields_result result = FIELDS_MALFORMED;

    if (!name || !value)
        result = FIELDS_NO_MEMORY;
    else if (fields->count < FIELDS_MOST && !fields_get(fields, name)) {
        fields->list[fields->count++] = (struct field){name, value};
        return FIELDS_OK;
    }
    drop(name);
    drop(value);
    return result;
}

static int digit(uint8_t letter)
{
    if (letter >= '0' && letter <= '9')
        return letter - '0';
    letter |= 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/* Decodes `from` into `to`, which has room for as much and a NUL. */
static bool decode(struct bytes from, char *to)
{
    size_t size = 0;

    for (size_t i = 0; i < from.size; i++) {
        int byte = from.data[i] == '+' ? ' ' : from.data[i];
        if (byte == '%') {
            if (from.size - i < 3 || digit(from.data[i + 1]) < 0 || digit(from.data[i + 2]) < 0)
                return false;
            byte = digit(from.data[i + 1]) * 16 + digit(from.data[i + 2]);
            i += 2;
        }
        if (byte == 0)
            return false;
        to[size++] = (char)byte;
    }
    to[size] = '\0';
    return u8_check((const uint8_t *)to, size) == NULL;
}

static enum fields_result decoded(struct bytes from, char **text)
{
    char *room = malloc(from.size + 1);

    if (!room)
        return FIELDS_NO_MEMORY;
    if (!decode(from, room)) {
        free(room);
        return FIELDS_MALFORMED;
    }
    *text = room;
    return FIELDS_OK;
}

static size_t find(struct bytes in, uint8_t letter)
{
    const uint8_t *at = in.size ? memchr(in.data, letter, in.size) : NULL;

    return at ? (size_t)(at - in.data) : in.size;
}

static enum fields_result add_pair(struct fields *fields, struct bytes pair)
{
    size_t equals = find(pair, '=');
    char *name = NULL;
    char *value = NULL;
    enum fields_result result = decoded(bytes_slice(pair, 0, equals), &name);

    if (result == FIELDS_OK)
        result = decoded(bytes_slice(pair, equals + 1, pair.size), &value);
    if (result != FIELDS_OK) {
        drop(name);
        return result;
    }
    return add(fields, name, value);
}

enum fields_result fields_from_form(struct bytes body, struct fields *fields)
{
    while (body.size > 0) {
        size_t end = find(body, '&');
        enum fields_result result = add_pair(fields, bytes_slice(body, 0, end));
        if (result != FIELDS_OK)
            return result;
        body = bytes_slice(body, end + 1, body.size);
    }
    return FIELDS_OK;
}

static bool add_value(void *context, const char *name, const struct node *value)
{
    char room[24];
    const char *words = node_words(value, room);

    return words && add(context, strdup(name), strdup(words)) == FIELDS_OK;
}

enum fields_result fields_from_json(struct bytes body, struct fields *fields)
{
    if (body.size == 0)
        return FIELDS_OK;

    struct node *tree = node_parse(body);
    bool flat = node_is_object(tree) && node_each(tree, add_value, fields);
    node_free(tree);
    return flat ? FIELDS_OK : FIELDS_MALFORMED;
}

const char *fields_get(const struct fields *fields, const char *name)
{
    for (size_t i = 0; i < fields->count; i++)
        if (strcmp(fields->list[i].name, name) == 0)
            return fields->list[i].value;
    return NULL;
}

bool fields_say(const struct fields *fields, const char *name, const char *value)
{
    const char *said = fields_get(fields, name);

    return said && strcmp(said, value) == 0;
}

void fields_free(struct fields *fields)
{
    for (size_t i = 0; i < fields->count; i++) {
        drop(fields->list[i].name);
        drop(fields->list[i].value);
    }
    fields->count = 0;
}
