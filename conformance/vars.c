/* SPDX-License-Identifier: MIT */
/* Names and values as a list: stories keep a dozen. */
#include "conformance/vars.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/hex.h"
#include "sim/base/secret.h"

struct var {
    char *name;
    char *value;
    struct var *next;
};

struct vars {
    struct var *first;
};

struct vars *vars_new(void)
{
    return calloc(1, sizeof(struct vars));
}

static void value_free(char *value)
{
    if (value)
        secret_wipe(value, strlen(value));
    free(value);
}

void vars_free(struct vars **vars)
{
    if (!*vars)
        return;
    while ((*vars)->first) {
        struct var *var = (*vars)->first;

        (*vars)->first = var->next;
        value_free(var->value);
        free(var->name);
        free(var);
    }
    free(*vars);
    *vars = NULL;
}

static struct var *find(const struct vars *vars, const char *name, size_t length)
{
    for (struct var *var = vars->first; var; var = var->next)
        if (strlen(var->name) == length && strncmp(var->name, name, length) == 0)
            return var;
    return NULL;
}

static struct var *add(struct vars *vars, const char *name)
{
    struct var *var = calloc(1, sizeof *var);

    if (!var)
        return NULL;
    var->name = strdup(name);
    if (!var->name) {
        free(var);
        return NULL;
    }
    var->next = vars->first;
    vars->first = var;
    return var;
}

bool vars_set(struct vars *vars, const char *name, const char *value)
{
    struct var *var = find(vars, name, strlen(name));
    char *copy = strdup(value);

    if (copy && !var)
        var = add(vars, name);
    if (!copy || !var) {
        value_free(copy);
        return false;
    }
    value_free(var->value);
    var->value = copy;
    return true;
}

bool vars_set_bytes(struct vars *vars, const char *name, struct bytes value)
{
    size_t size = 2 * value.size + 1;
    char *text = malloc(size);
    bool kept = text && hex_encode(value, text, size) && vars_set(vars, name, text);

    value_free(text);
    return kept;
}

const char *vars_get(const struct vars *vars, const char *name)
{
    const struct var *var = find(vars, name, strlen(name));

    return var ? var->value : NULL;
}

static size_t name_length(const char *text)
{
    size_t length = 0;

    if (!isalpha((unsigned char)text[0]))
        return 0;
    while (isalnum((unsigned char)text[length]) || text[length] == '_')
        length++;
    return length;
}

/* Writes the expansion to `out`; false for a name that nobody has set. */
static bool expand(const struct vars *vars, const char *text, FILE *out)
{
    for (const char *at = text; *at; at++) {
        size_t length = *at == '$' ? name_length(at + 1) : 0;
        const struct var *var = length > 0 ? find(vars, at + 1, length) : NULL;

        if (length > 0 && !var)
            return false;
        if (var)
            fputs(var->value, out);
        else
            fputc(*at, out);
        at += length;
    }
    return true;
}

char *vars_expand(const struct vars *vars, const char *text)
{
    char *result = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&result, &size);
    bool whole;

    if (!out)
        return NULL;
    whole = expand(vars, text, out);
    if (fclose(out) != 0 || !whole) {
        free(result);
        return NULL;
    }
    return result;
}
