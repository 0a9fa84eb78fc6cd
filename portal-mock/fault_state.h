/* SPDX-License-Identifier: MIT */
/* The faults that are set, and whether one hits now. */
#ifndef PORTAL_MOCK_FAULT_STATE_H
#define PORTAL_MOCK_FAULT_STATE_H

#include <stdbool.h>
#include <stdint.h>

enum fault {
#define FAULT(name, word, counts, amount, meaning) FAULT_##name,
#include "portal-mock/faults.def"
#undef FAULT
    FAULT_KINDS
};

struct fault_state {
    unsigned first;
    unsigned count; /* 0: not set */
    unsigned seen;
    int64_t amount;
};

/* Counts one more of what the fault counts, and tells whether it is hit; writes the amount. A fault
 * that is not set counts nothing. `amount` may be NULL. */
bool fault_hits(struct fault_state faults[FAULT_KINDS], enum fault fault, int64_t *amount);

#endif
