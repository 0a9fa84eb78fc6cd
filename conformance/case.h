/* SPDX-License-Identifier: MIT */
/*
 * A case is data: a claim, a situation, and the steps of its story. What a step sends says
 * who is asked:
 *
 *     "00 20 00 $PIN 06 31 …"          a command APDU to the card, raw
 *     "POST /nb/cikis name=value …"    a request to the portal (fields become JSON)
 *     "? pin.verify pin=123457"        a request to the client under test (PROTOCOL.md)
 *     "! reset"                        an act on the world, or a check of ours (stage/act.c)
 *
 * and what it expects is, for a card, a pattern of bytes: two digits, `..` any byte, `*` any
 * run, `<name:16>` or `<name:*>` a run kept under that name; for the others a first word (HTTP
 * status or outcome) and then what must hold of the answer's JSON: `path=value`, `path!=value`,
 * `path~part`, `path!~part`, `path=<name>` (kept), `-path` (absent). `$name` stands for what
 * was kept. A step sends bytes as they are: nothing here knows the card's or portal's code.
 */
#ifndef CONFORMANCE_CASE_H
#define CONFORMANCE_CASE_H

#include "conformance/requirement.h"

struct step {
    enum requirement shows; /* SETUP: it only prepares */
    const char *say;
    const char *send; /* NULL ends the story */
    const char *expect;
};
enum { STEPS_MAX = 64 };

/* What a case finds when it begins. Fields that are NULL or false take the world's default. */
struct situation {
    const char *profiles; /* names, blanks between: the case runs once on each */
    const char *produced;
    const char *state;
    const char *key;
    const char *clock;   /* frozen at this date; NULL: the real clock */
    const char *link;    /* "vpcd", "pcsc" or "socket": only so; NULL: as the run says */
    unsigned time_limit; /* seconds; 0: the run's */
    bool no_card;        /* a world without a card in its reader */
};

struct conf_case {
    const char *name;
    const char *claim;
    enum target target;
    const struct situation *situation;
    const struct step *steps; /* STEPS_MAX at the most; ends with a NULL `send` */
};

/* CASE(name, TARGET, situation, claim) = {steps}; a case that no suite lists does not compile. */
#define CASE(id, target, situation, claim)                                                         \
    static const struct step id##_steps[STEPS_MAX];                                                \
    static const struct conf_case id = {#id, claim, target, &(situation), id##_steps};             \
    static const struct step id##_steps[STEPS_MAX]

struct suite {
    const char *name;
    const struct conf_case *const *cases; /* NULL last */
};

/* All suites, NULL last. */
const struct suite *const *suites(void);

#endif
