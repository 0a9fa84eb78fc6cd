/* SPDX-License-Identifier: MIT */
/*
 * One thing that is wrong on purpose: a rule with another value, a cell of a table of card or
 * portal, a defect that is built, a wrong client. A case must notice each, and name the
 * requirement that the mutation breaks.
 */
#ifndef CONFORMANCE_PROVE_MUTATION_H
#define CONFORMANCE_PROVE_MUTATION_H

#include "conformance/requirement.h"

enum { MUTATION_NAME = 120, MUTATION_WRONG = 200 };

enum mutation_kind {
    MUTATION_RULE,   /* `--set` on the case's world */
    MUTATION_CELL,   /* the program "mutant", told by its environment which cell */
    MUTATION_DEFECT, /* a judge of that name, linked with a wrong card or portal */
    MUTATION_CLIENT, /* an adapter of that name */
};
enum { MUTATION_KINDS = 4 };

struct mutation {
    enum mutation_kind kind;
    char name[MUTATION_NAME]; /* "card.pin_tries=4", "command VERIFY access NOBODY", a program's */
    enum requirement requirement;
    char wrong[MUTATION_WRONG]; /* for people; "" when the name says it */
};

struct mutations {
    struct mutation *items;
    size_t count;
};

/* "rule", "cell", "defect", "client". */
const char *mutation_kind_name(enum mutation_kind kind);
/* False: no memory. */
NODISCARD bool mutations_add(struct mutations *mutations, const struct mutation *mutation);
/* Keeps those that a filter lets through: a part of a name, a kind, or a requirement. `filters`
 * ends with NULL; none: all stay. */
void mutations_filter(struct mutations *mutations, const char *const *filters);
void mutations_free(struct mutations *mutations);

/* Adds wrong values of every rule (rules.c): those next to the right one, without what a rule's
 * bounds refuse and without rules that break no requirement (quirks). False: no world or no
 * memory. */
NODISCARD bool mutations_add_rules(struct mutations *mutations);
/* Adds what tests/defects builds (built.c): defects.def, and every cell that the program "mutant"
 * in that folder knows. False: told on stderr what is missing. */
NODISCARD bool mutations_add_built(struct mutations *mutations, const char *folder);
/* True when the folder has every program that these mutations are; tells on stderr what it has not.
 */
NODISCARD bool mutations_are_built(const struct mutations *mutations, const char *folder);
/* Where the program of a mutation is; "" for one that needs none. */
void mutation_program(const struct mutation *mutation, const char *folder, char *path, size_t size);

#endif
