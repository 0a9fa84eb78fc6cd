/* SPDX-License-Identifier: MIT */
/* The tree behind pages and JSON, on jansson: see json.h. A node is a json_t. */
#include "portal-mock/json.h"

#include "sim/base/calendar.h"
#include "sim/base/secret.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { DEPTH_MOST = 16 };

static json_t *inner(const struct node *node)
{
    return (json_t *)(uintptr_t)node;
}

static struct node *outer(json_t *value)
{
    return (struct node *)value;
}

struct node *node_object(void)
{
    return outer(json_object());
}

struct node *node_list(void)
{
    return outer(json_array());
}

static void wipe(json_t *value)
{
    const char *name;
    json_t *child;
    size_t index;

    switch (json_typeof(value)) {
    case JSON_OBJECT:
        json_object_foreach(value, name, child) wipe(child);
        return;
    case JSON_ARRAY:
        json_array_foreach(value, index, child) wipe(child);
        return;
    case JSON_STRING:
        secret_wipe((char *)(uintptr_t)json_string_value(value), json_string_length(value));
        return;
    case JSON_INTEGER:
    case JSON_REAL:
    case JSON_TRUE:
    case JSON_FALSE:
    case JSON_NULL:
        return;
    }
}

void node_free(struct node *node)
{
    if (!node)
        return;
    wipe(inner(node));
    json_decref(inner(node));
}

static void put(struct node *object, const char *name, json_t *value)
{
    (void)json_object_set_new(inner(object), name, value);
}

void node_put(struct node *object, const char *name, struct node *value)
{
    put(object, name, inner(value));
}

void node_put_text(struct node *object, const char *name, const char *value)
{
    if (value)
        put(object, name, json_string(value));
}

void node_put_number(struct node *object, const char *name, int64_t value)
{
    put(object, name, json_integer(value));
}

void node_put_flag(struct node *object, const char *name, bool value)
{
    put(object, name, json_boolean(value));
}

void node_put_time(struct node *object, const char *name, int64_t when)
{
    char text[32];

    calendar_print(when, text, sizeof text);
    node_put_text(object, name, text);
}

void node_append(struct node *list, struct node *value)
{
    (void)json_array_append_new(inner(list), inner(value));
}

void node_append_text(struct node *list, const char *value)
{
    (void)json_array_append_new(inner(list), json_string(value));
}

const struct node *node_get(const struct node *object, const char *name)
{
    return outer(json_object_get(inner(object), name));
}

const struct node *node_at(const struct node *list, size_t index)
{
    return outer(json_array_get(inner(list), index));
}

size_t node_count(const struct node *list)
{
    return json_array_size(inner(list));
}

bool node_is_list(const struct node *node)
{
    return json_is_array(inner(node));
}

bool node_is_object(const struct node *node)
{
    return json_is_object(inner(node));
}

const char *node_text(const struct node *node)
{
    return json_string_value(inner(node));
}

const char *node_words(const struct node *node, char room[24])
{
    if (json_is_integer(inner(node))) {
        (void)snprintf(room, 24, "%" PRId64, (int64_t)json_integer_value(inner(node)));
        return room;
    }
    if (json_is_boolean(inner(node)))
        return json_is_true(inner(node)) ? "evet" : "hayir";
    return node_text(node);
}

bool node_holds(const struct node *node)
{
    if (!node || json_is_false(inner(node)) || json_is_null(inner(node)))
        return false;
    if (json_is_array(inner(node)))
        return node_count(node) > 0;
    return !json_is_string(inner(node)) || json_string_length(inner(node)) > 0;
}

bool node_each(const struct node *object, node_visit_fn *visit, void *context)
{
    const char *name;
    json_t *value;

    json_object_foreach(inner(object), name, value)
    {
        if (!visit(context, name, outer(value)))
            return false;
    }
    return true;
}

static int put_piece(const char *piece, size_t size, void *context)
{
    struct text *out = context;

    text_put_bytes(out, bytes_of(piece, size));
    return out->failed ? -1 : 0;
}

void node_print(const struct node *node, struct text *out)
{
    if (json_dump_callback(inner(node), put_piece, out, JSON_COMPACT) != 0)
        out->failed = true;
}

static bool too_deep(struct bytes text)
{
    size_t depth = 0;

    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] == '[' || text.data[i] == '{')
            depth++;
    return depth > DEPTH_MOST;
}

struct node *node_parse(struct bytes text)
{
    if (!text.data || too_deep(text))
        return NULL;
    return outer(json_loadb((const char *)text.data, text.size, JSON_REJECT_DUPLICATES, NULL));
}
