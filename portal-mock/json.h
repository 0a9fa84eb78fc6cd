/* SPDX-License-Identifier: MIT */
/*
 * What a page shows and what JSON says: one tree of named values for both. The only file
 * that knows the JSON library. A value that memory does not suffice for is left out.
 */
#ifndef PORTAL_MOCK_JSON_H
#define PORTAL_MOCK_JSON_H

#include "portal-mock/text.h"

struct node;

/* Owned by who made it, until it is put into another node. NULL when memory is out; every
 * function takes NULL for an empty node. */
struct node *node_object(void);
struct node *node_list(void);
/* Wipes its strings, gives back; accepts NULL. */
void node_free(struct node *node);

void node_put(struct node *object, const char *name, struct node *value);     /* takes `value` */
void node_put_text(struct node *object, const char *name, const char *value); /* NULL: nothing */
void node_put_number(struct node *object, const char *name, int64_t value);
void node_put_flag(struct node *object, const char *name, bool value);
/* RFC 3339, Istanbul. */
void node_put_time(struct node *object, const char *name, int64_t when);
void node_append(struct node *list, struct node *value); /* takes `value` */
void node_append_text(struct node *list, const char *value);

/* Borrowed views into the tree. */
const struct node *node_get(const struct node *object, const char *name);
const struct node *node_at(const struct node *list, size_t index);
size_t node_count(const struct node *list); /* 0 for anything but a list */
bool node_is_list(const struct node *node);
bool node_is_object(const struct node *node);
/* Text; NULL for anything else. */
const char *node_text(const struct node *node);
/* Text, number (decimal) or flag ("evet", "hayir") as text in `room` or the tree; else NULL. */
const char *node_words(const struct node *node, char room[24]);
/* Not absent, false, empty text or empty list. */
bool node_holds(const struct node *node);

/* Each name and value of an object, in its order. False from `visit` stops. */
typedef bool node_visit_fn(void *context, const char *name, const struct node *value);
bool node_each(const struct node *object, node_visit_fn *visit, void *context);

void node_print(const struct node *node, struct text *out);
/* An object or a list; NULL when malformed, deeper than 16 or with a name twice. */
struct node *node_parse(struct bytes text);

#endif
