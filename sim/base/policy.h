/* SPDX-License-Identifier: MIT */
/*
 * Rules as data: a policy is a struct of int64_t fields, and a table says each
 * field's name, kind, right value, bounds and requirement. Card and portal have one
 * each (policy.def); whoever wants to see a rule broken sets it by name.
 */
#ifndef SIM_BASE_POLICY_H
#define SIM_BASE_POLICY_H

#include "sim/base/bytes.h"

enum policy_kind {
    POLICY_NUMBER, /* decimal */
    POLICY_FLAG,   /* true or false */
    POLICY_DATE,   /* YYYY-MM-DD, held as the number YYYYMMDD */
    POLICY_WORD,   /* a status word, four hexadecimal digits */
};

struct policy_field {
    const char *name;
    enum policy_kind kind;
    size_t offset;
    int64_t right; /* the shipped value, which the requirement asks for */
    int64_t least;
    int64_t most;
    const char *requirement;
    const char *meaning;
};

struct policy_table {
    const struct policy_field *fields;
    size_t count;
};

enum policy_result {
    POLICY_OK,
    POLICY_UNKNOWN_FIELD,
    POLICY_BAD_VALUE, /* not of the field's kind, or out of its bounds */
};

/* Sets every field of `policy` to its right value. */
void policy_fill(struct policy_table table, void *policy);

/* Sets one field from its written value; on any other result `policy` is untouched. */
NODISCARD enum policy_result policy_set(struct policy_table table, void *policy, const char *name,
                                        const char *value);

/* The field of that name, or NULL. */
const struct policy_field *policy_find(struct policy_table table, const char *name);

/* The present value of one field. */
int64_t policy_get(const struct policy_field *field, const void *policy);

/* Writes the value as policy_set reads it; `size` of 24 is always enough. */
void policy_print(const struct policy_field *field, const void *policy, char *text, size_t size);

#endif
