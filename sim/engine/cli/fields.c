/* SPDX-License-Identifier: MIT */
/* The fields of an answer, for people: a line each, with names and words in their language. */
#include "sim/engine/cli/cli.h"

#include "sim/base/calendar.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum values { AS_IS, WORDS };

static const struct row {
    const char *name, *label;
    enum values values;
} rows[] = {
#define FIELD(name, label, values) {name, label, values},
#define VALUE(word)
#include "sim/engine/cli/fields.def"
#undef FIELD
#undef VALUE
};
enum { ROWS = sizeof rows / sizeof *rows };

void cli_tell(struct cli *cli, const char *name, const char *text)
{
    if (text[0] != '\0')
        json_object_set_new(cli->data, name, json_string(text));
}

void cli_tell_number(struct cli *cli, const char *name, int64_t number)
{
    json_object_set_new(cli->data, name, json_integer(number));
}

void cli_tell_time(json_t *object, const char *name, int64_t when)
{
    char text[32];

    calendar_print(when, text, sizeof text);
    json_object_set_new(object, name, json_string(text));
}

void cli_tell_rows(struct cli *cli, const char *name, json_t *array, struct akis_result result)
{
    if (result.outcome == AKIS_OK || cli->json)
        json_object_set(cli->data, name, array);
    json_decref(array);
}

void cli_tell_certificate(json_t *object, const struct akis_certificate *certificate)
{
    const char *kind = certificate->kind == AKIS_KEY_RSA ? "RSA" : "EC";

    json_object_set_new(object, "serial", json_string(certificate->serial));
    json_object_set_new(object, "name", json_string(certificate->name));
    json_object_set_new(object, "holder_id", json_string(certificate->holder_id));
    json_object_set_new(object, "issuer", json_string(certificate->issuer));
    cli_tell_time(object, "not_before", certificate->not_before);
    cli_tell_time(object, "not_after", certificate->not_after);
    json_object_set_new(object, "key", json_sprintf("%s-%u", kind, certificate->bits));
    json_object_set_new(object, "qualified", json_boolean(certificate->qualified));
    if (certificate->label[0] != '\0')
        json_object_set_new(object, "label", json_string(certificate->label));
    if (certificate->file[0] != '\0')
        json_object_set_new(object, "file", json_string(certificate->file));
}

void cli_tell_der(json_t *object, const struct akis_certificate *certificate)
{
    char *text = malloc(4 * (certificate->size / 3 + 1) + 1);

    if (!text)
        return;
    EVP_EncodeBlock((unsigned char *)text, certificate->der, (int)certificate->size);
    json_object_set_new(object, "der", json_string(text));
    free(text);
}

static const struct row *find_row(const char *name)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    }
    return NULL;
}

static void print_value(const json_t *value, enum values values)
{
    const char *text = json_string_value(value);

    if (text)
        printf("%s\n", values == WORDS ? say(text) : text);
    else if (json_is_integer(value))
        printf("%" JSON_INTEGER_FORMAT "\n", json_integer_value(value));
    else
        puts(json_is_true(value) ? say("yes") : json_is_false(value) ? say("no") : "-");
}

static void print_object(json_t *object, int indent);

/* The rows of an array, each set off by a dash. */
static void print_rows(const json_t *array, int indent)
{
    for (size_t i = 0; i < json_array_size(array); i++) {
        printf("%*s-\n", indent, "");
        print_object(json_array_get(array, i), indent + 2);
    }
}

/* `indent` blanks, then name and value, a line each. */
static void print_object(json_t *object, int indent)
{
    const char *name;
    json_t *value;

    json_object_foreach(object, name, value)
    {
        const struct row *row = find_row(name);
        printf("%*s%s:", indent, "", row ? say(row->label) : name);
        if (json_is_array(value) && json_array_size(value) > 0) {
            putchar('\n');
            print_rows(value, indent + 2);
            continue;
        }
        putchar(' ');
        if (json_is_array(value))
            puts(say("none"));
        else
            print_value(value, row ? row->values : AS_IS);
    }
}

void cli_print_fields(json_t *data)
{
    print_object(data, 0);
}
