/* SPDX-License-Identifier: MIT */
/*
 * JSON as the judge needs it: parse a text and look things up by a path, and write a line
 * field by field. The one file here that knows jansson is json.c.
 */
#ifndef CONFORMANCE_JSON_H
#define CONFORMANCE_JSON_H

#include <stdio.h>

#include "sim/base/bytes.h"

struct json; /* a value that json_parse or json_new gave */

/* NULL when the text is no JSON object or array. */
struct json *json_parse(struct bytes text);
/* An empty object; NULL: no memory. */
struct json *json_new(void);
void json_free(struct json **json);

/* The value at a path such as "cards.0.pin" or "certificates.[serial=0A1B].status" as text:
 * strings as they are, numbers, true, false and null spelled, objects and arrays as JSON.
 * The caller frees it. NULL: nothing there. */
char *json_text(const struct json *json, const char *path);
/* The number at a path, or `otherwise`. */
int64_t json_number(const struct json *json, const char *path, int64_t otherwise);
/* Entries of the array at a path; 0 when it is none. */
size_t json_count(const struct json *json, const char *path);

/* Sets a field of an object. False: no memory, or no UTF-8. */
NODISCARD bool json_set_text(struct json *json, const char *name, const char *value);
NODISCARD bool json_set_number(struct json *json, const char *name, int64_t value);
NODISCARD bool json_set_bool(struct json *json, const char *name, bool value);
NODISCARD bool json_set_null(struct json *json, const char *name);
/* The object on one line; the caller frees it. NULL: no memory. */
char *json_line(const struct json *json);
/* The same for people and files: what is a secret by its field's name is asterisks, and long
 * texts are cut. */
char *json_masked_line(const struct json *json);
/* True for the name of a field that carries a PIN, a PUK, a code or a word. */
bool json_is_secret(const char *name);
/* Tells every text under such a name, at any depth. */
typedef void json_secret_fn(void *context, const char *value);
void json_each_secret(const struct json *json, json_secret_fn *tell, void *context);

/* Writes `text` as a JSON string, quotes included; bytes that are no UTF-8 become '?'. */
void json_write_string(FILE *out, const char *text);

#endif
