/* SPDX-License-Identifier: MIT */
/*
 * The fields of a body, from a form or from JSON alike: names and values as text. They may
 * be secrets (a code, a word): they are wiped when they go.
 */
#ifndef PORTAL_MOCK_FIELDS_H
#define PORTAL_MOCK_FIELDS_H

#include "sim/base/bytes.h"

enum { FIELDS_MOST = 32 };

struct field {
    char *name;
    char *value;
};

struct fields {
    struct field list[FIELDS_MOST];
    size_t count;
};

enum fields_result {
    FIELDS_OK,
    FIELDS_MALFORMED, /* bad escapes, a NUL, no UTF-8, a name twice, not flat, too many */
    FIELDS_NO_MEMORY,
};

/* Empty bodies give no fields. On any result `fields` is to be given back with fields_free. */
NODISCARD enum fields_result fields_from_form(struct bytes body, struct fields *fields);
/* A flat object; flags become "evet" and "hayir", numbers their digits. */
NODISCARD enum fields_result fields_from_json(struct bytes body, struct fields *fields);
/* The value, or NULL; valid until fields_free. */
const char *fields_get(const struct fields *fields, const char *name);
/* True when the field says `value`. */
bool fields_say(const struct fields *fields, const char *name, const char *value);
/* Wipes and empties. */
void fields_free(struct fields *fields);

#endif
