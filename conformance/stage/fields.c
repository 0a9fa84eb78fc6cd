/* SPDX-License-Identifier: MIT */
/* Cuts fields apart. */
#include "conformance/stage/fields.h"

#include <stdlib.h>
#include <string.h>

enum { FIELD_MAX = 600 };

static bool set(struct json *into, const char *name, const char *value, enum fields_kind kind)
{
    if (kind == FIELDS_TYPED && strcmp(value, "true") == 0)
        return json_set_bool(into, name, true);
    if (kind == FIELDS_TYPED && strcmp(value, "false") == 0)
        return json_set_bool(into, name, false);
    if (kind == FIELDS_TYPED && strcmp(name, "now") == 0)
        return json_set_number(into, name, strtoll(value, NULL, 10));
    return json_set_text(into, name, value);
}

static bool read_field(char *field, enum fields_kind kind, const struct vars *vars,
                       unsigned *position, struct json *into)
{
    char *equals = strchr(field, '=');
    char number[12];
    const char *name = field;
    char *value;
    bool read;

    if (equals) {
        *equals = '\0';
    } else {
        snprintf(number, sizeof number, "%u", (*position)++);
        name = number;
    }
    value = vars_expand(vars, equals ? equals + 1 : field);
    read = value && set(into, name, value, kind);
    free(value);
    return read;
}

bool fields_read(const char *text, enum fields_kind kind, const struct vars *vars,
                 struct json *into)
{
    unsigned position = 0;

    while (*(text += strspn(text, " "))) {
        size_t length = strcspn(text, " ");
        char field[FIELD_MAX];

        if (length >= sizeof field)
            return false;
        memcpy(field, text, length);
        field[length] = '\0';
        if (!read_field(field, kind, vars, &position, into))
            return false;
        text += length;
    }
    return true;
}
