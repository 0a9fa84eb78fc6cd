/* SPDX-License-Identifier: MIT */
/* JSON as the portal speaks it: one flat object out, one answer in. */
#ifndef SIM_ENGINE_JSON_H
#define SIM_ENGINE_JSON_H

#include "sim/base/bytes.h"

struct json; /* an object or array of an answer */

struct json_pair {
    const char *name; /* NULL ends a list */
    const char *value;
};

/* The pairs as an object; NULL: no memory. `size` counts its bytes. Give it back with
 * json_text_free, which wipes it. */
char *json_write(const struct json_pair *pairs, size_t *size);
void json_text_free(char *text, size_t size);

/* Reads an answer whose outermost value is an object. NULL: it is none. */
struct json *json_read(struct bytes text);
void json_free(struct json **json);
/* Copies a string member. False, and "", when it is absent, no string or too long. */
bool json_text(const struct json *json, const char *name, char *text, size_t size);
/* Whether a member is there and true. */
bool json_is_set(const struct json *json, const char *name);
/* The `index`-th object of an array member; NULL past its end. Borrowed. */
const struct json *json_at(const struct json *json, const char *name, size_t index);

#endif
