/* SPDX-License-Identifier: MIT */
/* The words of the model's rows: when a row holds, and what it makes of a state (model.def). */
#ifndef CONFORMANCE_EXPLORE_RULE_H
#define CONFORMANCE_EXPLORE_RULE_H

#include "conformance/explore/alphabet.h"
#include "conformance/explore/state.h"

enum { RULE_TERMS = 4, RULE_EFFECTS = 8, RULE_PARTS = 4 };

/* A claim about a state and a letter. */
struct claim {
    bool (*holds)(const struct state *state, const struct letter *letter); /* NULL: the field */
    enum field field;
    bool denied;
};

enum effect_kind { BECOMES, LOSES_ONE, BECOMES_NEW };

struct effect {
    enum effect_kind kind;
    enum field field;
    uint8_t value;
    uint8_t part;
};

struct rule {
    struct claim claims[RULE_TERMS];
    size_t claim_count;
    struct effect effects[RULE_EFFECTS];
    size_t effect_count;
};

/* Reads both columns; NULL leaves that one as it is. False: a word that is none. */
NODISCARD bool rule_read(const char *when, const char *then, struct rule *rule);

bool rule_holds(const struct rule *rule, const struct state *state, const struct letter *letter);
/* How many parts its effects have; 0: it changes nothing. */
unsigned rule_parts(const struct rule *rule);
/* Makes one part's changes. */
void rule_apply(const struct rule *rule, unsigned part, const struct letter *letter,
                struct state *state);

#endif
