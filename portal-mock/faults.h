/* SPDX-License-Identifier: MIT */
/* Faults by name and ordinal (faults.def): what a client must live through, scripted, never by
 * chance. */
#ifndef PORTAL_MOCK_FAULTS_H
#define PORTAL_MOCK_FAULTS_H

#include "portal-mock/portal.h"

enum fault_counts { FAULT_REQUESTS, FAULT_STANDING, FAULT_OCSP, FAULT_FILES, FAULT_MESSAGES };

struct fault_kind {
    const char *word;
    enum fault_counts counts;
    int64_t amount;
    const char *meaning;
};
/* The kinds, in the order of faults.def; NULL past the last. */
const struct fault_kind *portal_fault_kind(size_t index);

struct portal_fault {
    const char *word; /* of faults.def */
    unsigned first;   /* the how-many-eth from now on is hit first; 1 is the next */
    unsigned count;   /* how many are hit; 0 clears the fault */
    int64_t amount;   /* 0: the kind's own */
};
/* Sets or clears one fault. PORTAL_UNKNOWN for another word. */
NODISCARD enum portal_result portal_fault_set(struct portal *portal,
                                              const struct portal_fault *fault);

#endif
