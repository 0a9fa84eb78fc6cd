/* SPDX-License-Identifier: MIT */
/* The adapter to jansson. `struct json` is a json_t under another name. */
#include "conformance/json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { SEGMENT_MAX = 256 };

static json_t *inner(const struct json *json)
{
    union {
        const struct json *ours;
        json_t *theirs;
    } both = {.ours = json};

    return both.theirs;
}

static struct json *outer(json_t *value)
{
    union {
        json_t *theirs;
        struct json *ours;
    } both = {.theirs = value};

    return both.ours;
}

struct json *json_parse(struct bytes text)
{
    json_error_t error;

    if (!text.data)
        return NULL;
    return outer(json_loadb((const char *)text.data, text.size, JSON_ALLOW_NUL, &error));
}

struct json *json_new(void)
{
    return outer(json_object());
}

void json_free(struct json **json)
{
    if (*json)
        json_decref(inner(*json));
    *json = NULL;
}

static char *spelled(const json_t *value)
{
    if (json_is_string(value))
        return strdup(json_string_value(value));
    return json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
}

/* The entry of an array whose field `key=value` holds. */
static json_t *select_entry(json_t *array, const char *condition)
{
    const char *equals = strchr(condition, '=');
    size_t index;
    json_t *entry;

    if (!equals)
        return NULL;
    json_array_foreach(array, index, entry)
    {
        json_t *field = json_object_getn(entry, condition, (size_t)(equals - condition));
        char *text = field ? spelled(field) : NULL;
        bool same = text && strcmp(text, equals + 1) == 0;

        free(text);
        if (same)
            return entry;
    }
    return NULL;
}

static json_t *child(json_t *value, const char *segment)
{
    size_t length = strlen(segment);
    char condition[SEGMENT_MAX];

    if (segment[0] == '[' && length > 2) {
        memcpy(condition, segment + 1, length - 2);
        condition[length - 2] = '\0';
        return select_entry(value, condition);
    }
    if (json_is_array(value))
        return json_array_get(value, strtoul(segment, NULL, 10));
    return json_object_get(value, segment);
}

/* Cuts the next segment off `path`; a bracket keeps its dots. False at the end. */
static bool next_segment(const char **path, char segment[SEGMENT_MAX])
{
    size_t length = **path == '[' ? strcspn(*path, "]") + 1 : strcspn(*path, ".");

    if (**path == '\0' || length >= SEGMENT_MAX || length > strlen(*path))
        return false;
    memcpy(segment, *path, length);
    segment[length] = '\0';
    *path += length;
    if (**path == '.')
        (*path)++;
    return true;
}

static json_t *at_path(const struct json *json, const char *path)
{
    json_t *value = inner(json);
    char segment[SEGMENT_MAX];

    while (value && *path) {
        if (!next_segment(&path, segment))
            return NULL;
        value = child(value, segment);
    }
    return value;
}

char *json_text(const struct json *json, const char *path)
{
    json_t *value = at_path(json, path);

    return value ? spelled(value) : NULL;
}

int64_t json_number(const struct json *json, const char *path, int64_t otherwise)
{
    json_t *value = at_path(json, path);

    return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

size_t json_count(const struct json *json, const char *path)
{
    return json_array_size(at_path(json, path));
}

bool json_set_text(struct json *json, const char *name, const char *value)
{
    return json_object_set_new(inner(json), name, json_string(value)) == 0;
}

bool json_set_number(struct json *json, const char *name, int64_t value)
{
    return json_object_set_new(inner(json), name, json_integer(value)) == 0;
}

bool json_set_bool(struct json *json, const char *name, bool value)
{
    return json_object_set_new(inner(json), name, json_boolean(value)) == 0;
}

bool json_set_null(struct json *json, const char *name)
{
    return json_object_set_new(inner(json), name, json_null()) == 0;
}

char *json_line(const struct json *json)
{
    return json_dumps(inner(json), JSON_COMPACT | JSON_PRESERVE_ORDER);
}

bool json_is_secret(const char *name)
{
    static const char *const secrets[] = {
        "pin",  "new_pin",  "puk",           "new_puk",   "word",         "guvenlik_sozcugu",
        "give", "code",     "sms_onay_kodu", "onay_kodu", "pairing_code", "cryptogram",
        "sms",  "eski_kod", "yeni_kod",
    };

    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (strcmp(secrets[i], name) == 0)
            return true;
    return false;
}

static json_t *masked(json_t *value);

static json_t *masked_object(json_t *object)
{
    json_t *copy = json_object();
    const char *name;
    json_t *field;

    json_object_foreach(object, name, field)
    {
        bool hide = json_is_secret(name) && json_is_string(field);

        json_object_set_new(copy, name, hide ? json_string("***") : masked(field));
    }
    return copy;
}

static json_t *masked_text(const char *text)
{
    enum { SHOWN = 120 };
    char cut[SHOWN + 8];

    if (strlen(text) <= SHOWN)
        return json_string(text);
    snprintf(cut, sizeof cut, "%.*s...", SHOWN, text);
    for (size_t at = strlen(cut) - 4; (unsigned char)text[at] >= 0x80; at--)
        cut[at] = '.';
    return json_string(cut);
}

static json_t *masked(json_t *value)
{
    json_t *copy;
    size_t index;
    json_t *entry;

    if (json_is_object(value))
        return masked_object(value);
    if (json_is_string(value))
        return masked_text(json_string_value(value));
    if (!json_is_array(value))
        return json_deep_copy(value);
    copy = json_array();
    json_array_foreach(value, index, entry) json_array_append_new(copy, masked(entry));
    return copy;
}

static void each_secret(json_t *value, json_secret_fn *tell, void *context)
{
    const char *name;
    json_t *field;
    size_t index;

    if (json_is_object(value)) {
        json_object_foreach(value, name, field)
        {
            if (json_is_secret(name) && json_is_string(field))
                tell(context, json_string_value(field));
            else
                each_secret(field, tell, context);
        }
    } else if (json_is_array(value)) {
        json_array_foreach(value, index, field) each_secret(field, tell, context);
    }
}

void json_each_secret(const struct json *json, json_secret_fn *tell, void *context)
{
    each_secret(inner(json), tell, context);
}

char *json_masked_line(const struct json *json)
{
    json_t *copy = masked(inner(json));
    char *line = copy ? json_dumps(copy, JSON_PRESERVE_ORDER) : NULL;

    json_decref(copy);
    return line;
}

/* Text that jansson takes: what is no UTF-8 becomes '?'. */
static json_t *any_string(const char *text)
{
    json_t *value = json_string(text);
    char *copy = value ? NULL : strdup(text);

    if (!copy)
        return value;
    for (char *at = copy; *at; at++)
        if ((unsigned char)*at >= 0x80)
            *at = '?';
    value = json_string(copy);
    free(copy);
    return value;
}

void json_write_string(FILE *out, const char *text)
{
    json_t *value = any_string(text);
    char *line = value ? json_dumps(value, JSON_ENCODE_ANY) : NULL;

    fputs(line ? line : "\"\"", out);
    free(line);
    json_decref(value);
}
