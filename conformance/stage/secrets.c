/* SPDX-License-Identifier: MIT */
/* A list of values, and where they come from. Blotting is in secrets_blot.c. */
#include "conformance/stage/secrets.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "conformance/stage/decode.h"
#include "conformance/stage/secrets_list.h"
#include "sim/base/secret.h"

enum { SHORTEST = 4, LONGEST_FIELD = 200 };

struct secrets *secrets_new(void)
{
    struct secrets *secrets =
        mmap(NULL, sizeof *secrets, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    return secrets == MAP_FAILED ? NULL : secrets;
}

void secrets_free(struct secrets **secrets)
{
    if (!*secrets)
        return;
    secret_wipe(*secrets, sizeof **secrets);
    (void)munmap(*secrets, sizeof **secrets);
    *secrets = NULL;
}

/* Words of the protocol that stand where a secret could. */
static bool is_no_secret(const char *value)
{
    return strcmp(value, "null") == 0 || strcmp(value, "true") == 0 || strcmp(value, "false") == 0;
}

void secrets_learn(struct secrets *secrets, const char *value)
{
    size_t length = strlen(value);

    if (length < SHORTEST || length >= SECRET_SIZE || secrets->count == SECRETS_MAX ||
        is_no_secret(value))
        return;
    for (size_t i = 0; i < secrets->count; i++)
        if (strcmp(secrets->values[i], value) == 0)
            return;
    memcpy(secrets->values[secrets->count++], value, length + 1);
}

static void learn(void *secrets, const char *value)
{
    secrets_learn(secrets, value);
}

char *secrets_show(struct secrets *secrets, const struct json *json)
{
    json_each_secret(json, learn, secrets);
    return json_masked_line(json);
}

/* Learns the value of "name=value" when the last part of its name is a secret's; what begins with
 * `$` or `<` is no value. */
static void learn_field(struct secrets *secrets, const char *text, size_t length)
{
    char field[LONGEST_FIELD];
    char *value;
    char *name;

    if (length >= sizeof field)
        return;
    memcpy(field, text, length);
    field[length] = '\0';
    value = strrchr(field, '=');
    if (value && !strchr("$<", value[1])) {
        *value++ = '\0';
        name = strrchr(field, '.');
        name = name ? name + 1 : field;
        if (json_is_secret(name))
            secrets_learn(secrets, value);
    }
    secret_wipe(field, sizeof field);
}

/* Learns a number that stands by itself or behind a '~': what an answer is searched for. */
static void learn_number(struct secrets *secrets, const char *text, size_t length)
{
    const char *mark = memchr(text, '~', length);
    const char *number = mark ? mark + 1 : text;
    size_t size = length - (size_t)(number - text);
    char value[SECRET_SIZE];

    if (size < 6 || size > 8 || strspn(number, "0123456789") < size)
        return;
    memcpy(value, number, size);
    value[size] = '\0';
    secrets_learn(secrets, value);
}

static void learn_words(struct secrets *secrets, const char *text)
{
    while (*(text += strspn(text, " "))) {
        size_t length = strcspn(text, " ");

        learn_field(secrets, text, length);
        learn_number(secrets, text, length);
        text += length;
    }
}

void secrets_learn_case(struct secrets *secrets, const struct conf_case *conf_case)
{
    for (const struct step *step = conf_case->steps; step->send; step++) {
        learn_words(secrets, step->send);
        learn_words(secrets, step->expect);
    }
}

void secrets_learn_command(struct secrets *secrets, struct bytes command)
{
    char digits[SECRET_SIZE];
    size_t count = 0;

    if (!decode_is_secret(command))
        return;
    for (size_t i = 5; i <= command.size; i++) {
        if (i < command.size && isdigit(command.data[i]) && count + 1 < sizeof digits) {
            digits[count++] = (char)command.data[i];
            continue;
        }
        digits[count] = '\0';
        secrets_learn(secrets, digits);
        count = 0;
    }
    secret_wipe(digits, sizeof digits);
}
