/* SPDX-License-Identifier: MIT */
/*
 * The kill matrix: what each case said of each mutation, and what that comes to. A mutation is
 * killed when a case falls at the very requirement that it breaks; a case is idle when no
 * mutation makes it fall.
 */
#ifndef CONFORMANCE_PROVE_PROOF_H
#define CONFORMANCE_PROVE_PROOF_H

#include "conformance/prove/mutation.h"
#include "conformance/runner/result.h"

enum mark {
    MARK_NONE,      /* not asked: the case does not show the mutation's requirement */
    MARK_WAITING,   /* to be run */
    MARK_HELD,      /* it noticed nothing */
    MARK_KILLED,    /* it fell at the mutation's requirement */
    MARK_ELSEWHERE, /* it fell at another */
    MARK_UNSAID,    /* skipped, could not be run, or not needed any more */
};
enum { MARKS = 6 };

enum fate { FATE_KILLED, FATE_EQUIVALENT, FATE_SURVIVED };
enum { FATES = 3 };

struct proof {
    struct mutations mutations;
    struct instances cases; /* all of them */
    unsigned char *marks;   /* of enum mark; a row for each mutation */
    double *seconds;        /* of each mutation: what its cases took together */
    double took;            /* on the clock */
    uint64_t seed;
    bool whole; /* no mutation was left out, so that idle cases and stale lines can be told */
    char folder[RESULT_PATH];
};

/* Takes the mutations and marks the cases to run. False: no memory. proof_free in any case. */
NODISCARD bool proof_make(struct proof *proof, struct mutations *mutations);
void proof_free(struct proof *proof);

enum mark proof_mark(const struct proof *proof, size_t mutation, size_t instance);
void proof_set(struct proof *proof, size_t mutation, size_t instance, enum mark mark);
/* The mark that a result of that mutation deserves. */
enum mark proof_judge(const struct mutation *mutation, const struct result *result);

/* How many cases have that mark for a mutation. */
size_t proof_count(const struct proof *proof, size_t mutation, enum mark mark);
/* The first instance with that mark; NULL: none. */
const struct instance *proof_first(const struct proof *proof, size_t mutation, enum mark mark);
enum fate proof_fate(const struct proof *proof, size_t mutation);
size_t proof_fates(const struct proof *proof, enum fate fate);
/* "killed", "equivalent", "survived". */
const char *fate_name(enum fate fate);
/* "held", "killed", "elsewhere", "unsaid"; "" for the others. */
const char *mark_name(enum mark mark);

/* True when the index-th instance is the first of its case, and no instance of the case fell. */
bool proof_is_idle(const struct proof *proof, size_t instance);
size_t proof_idle(const struct proof *proof);
/* True when the index-th line of equivalents.def names no mutation, or one that is killed. */
bool proof_is_stale(const struct proof *proof, size_t equivalent);
size_t proof_stale(const struct proof *proof);

#endif
