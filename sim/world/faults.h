/* SPDX-License-Identifier: MIT */
/* Faults by name and ordinal (faults.def): set for the how-many-eth thing from now on. */
#ifndef SIM_WORLD_FAULTS_H
#define SIM_WORLD_FAULTS_H

#include "sim/base/bytes.h"

enum fault_kind {
#define FAULT(name, word, counts, amount, meaning) FAULT_##name,
#include "sim/world/faults.def"
#undef FAULT
    FAULT_KINDS
};

enum fault_counts { FAULT_COMMANDS, FAULT_WRITES, FAULT_RESETS, FAULT_MESSAGES };

struct fault_line {
    const char *word;
    enum fault_counts counts;
    int64_t amount;
    const char *meaning;
};
/* The lines of faults.def, by kind. */
const struct fault_line *fault_line(enum fault_kind kind);
/* The kind of that word; FAULT_KINDS when there is none. */
enum fault_kind fault_find(const char *word);

struct fault {
    unsigned first; /* how many more until it hits; 1 is the next */
    unsigned count; /* how many are hit then; 0: not set */
    int64_t amount;
};

struct faults {
    struct fault of[FAULT_KINDS];
};

/* Counts one more of what that kind counts, and tells whether it is hit. */
bool faults_hit(struct faults *faults, enum fault_kind kind, int64_t *amount);

/* Bends the answer that stands in `response` from `before` on as its kind says. */
void faults_bend(struct faults *faults, struct buf *response, size_t before);

#endif
