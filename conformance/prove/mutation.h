/* SPDX-License-Identifier: MIT */
/*
 * Wrong values for every rule of card and portal: one rule at a time, one wrong value at a
 * time. A case must notice each, and name the rule's requirement.
 */
#ifndef CONFORMANCE_PROVE_MUTATION_H
#define CONFORMANCE_PROVE_MUTATION_H

#include "conformance/requirement.h"

enum { MUTATION_NAME = 64, MUTATION_SETTING = 96 };

struct mutation {
    char rule[MUTATION_NAME];       /* "card.pin_tries" */
    char setting[MUTATION_SETTING]; /* "card.pin_tries=4" */
    enum requirement requirement;
};

struct mutations {
    struct mutation *items;
    size_t count;
};

/* All of them, in the rules' order; rules that break no requirement (quirks) are left out, and
 * values that a rule's bounds refuse. `part` (NULL: all) is a part of the setting.
 * False: no world or no memory. */
NODISCARD bool mutations_make(const char *part, struct mutations *mutations);
void mutations_free(struct mutations *mutations);

/* Whether the wrong value is equivalent to the right one as far as requirements reach, and then
 * why (equivalents.def); NULL: it is not. */
const char *mutation_equivalent(const struct mutation *mutation);

#endif
