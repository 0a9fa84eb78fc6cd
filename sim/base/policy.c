/* SPDX-License-Identifier: MIT */
/* Rules as data: see policy.h. */
#include "sim/base/policy.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put(const struct policy_field *field, void *policy, int64_t value)
{
    memcpy((char *)policy + field->offset, &value, sizeof value);
}

void policy_fill(struct policy_table table, void *policy)
{
    for (size_t i = 0; i < table.count; i++)
        put(&table.fields[i], policy, table.fields[i].right);
}

const struct policy_field *policy_find(struct policy_table table, const char *name)
{
    for (size_t i = 0; i < table.count; i++)
        if (strcmp(table.fields[i].name, name) == 0)
            return &table.fields[i];
    return NULL;
}

int64_t policy_get(const struct policy_field *field, const void *policy)
{
    int64_t value;

    memcpy(&value, (const char *)policy + field->offset, sizeof value);
    return value;
}

static bool read_integer(const char *text, int base, int64_t *value)
{
    char *end;

    errno = 0;
    long long number = strtoll(text, &end, base);
    if (end == text || *end != '\0' || errno != 0)
        return false;
    *value = number;
    return true;
}

static bool read_date(const char *text, int64_t *value)
{
    char digits[9];

    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return false;
    memcpy(digits, text, 4);
    memcpy(digits + 4, text + 5, 2);
    memcpy(digits + 6, text + 8, 2);
    digits[8] = '\0';
    return strspn(digits, "0123456789") == 8 && read_integer(digits, 10, value);
}

static bool read_flag(const char *text, int64_t *value)
{
    bool yes = strcmp(text, "true") == 0 || strcmp(text, "1") == 0;

    if (!yes && strcmp(text, "false") != 0 && strcmp(text, "0") != 0)
        return false;
    *value = yes ? 1 : 0;
    return true;
}

static bool read_value(enum policy_kind kind, const char *text, int64_t *value)
{
    switch (kind) {
    case POLICY_NUMBER:
        return read_integer(text, 10, value);
    case POLICY_FLAG:
        return read_flag(text, value);
    case POLICY_DATE:
        return read_date(text, value);
    case POLICY_WORD:
        return read_integer(text, 16, value);
    }
    return false;
}

enum policy_result policy_set(struct policy_table table, void *policy, const char *name,
                              const char *value)
{
    const struct policy_field *field = policy_find(table, name);
    int64_t number;

    if (!field)
        return POLICY_UNKNOWN_FIELD;
    if (!read_value(field->kind, value, &number) || number < field->least || number > field->most)
        return POLICY_BAD_VALUE;
    put(field, policy, number);
    return POLICY_OK;
}

void policy_print(const struct policy_field *field, const void *policy, char *text, size_t size)
{
    int64_t value = policy_get(field, policy);

    switch (field->kind) {
    case POLICY_NUMBER:
        (void)snprintf(text, size, "%" PRId64, value);
        return;
    case POLICY_FLAG:
        (void)snprintf(text, size, "%s", value ? "true" : "false");
        return;
    case POLICY_DATE:
        (void)snprintf(text, size, "%04d-%02d-%02d", (int)(value / 10000), (int)(value / 100 % 100),
                       (int)(value % 100));
        return;
    case POLICY_WORD:
        (void)snprintf(text, size, "%04X", (unsigned)value);
        return;
    }
}
