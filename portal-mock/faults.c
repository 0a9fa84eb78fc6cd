/* SPDX-License-Identifier: MIT */
/* Faults by name and ordinal: see faults.h. */
#include "portal-mock/faults.h"

#include "portal-mock/inside.h"
#include "portal-mock/serve.h"

#include <string.h>

static const struct fault_kind kinds[] = {
#define FAULT(name, word, counts, amount, meaning) {word, FAULT_##counts, amount, meaning},
#include "portal-mock/faults.def"
#undef FAULT
};

const struct fault_kind *portal_fault_kind(size_t index)
{
    return index < FAULT_KINDS ? &kinds[index] : NULL;
}

bool fault_hits(struct fault_state faults[FAULT_KINDS], enum fault fault, int64_t *amount)
{
    struct fault_state *state = &faults[fault];

    if (state->count == 0)
        return false;
    if (amount)
        *amount = state->amount;
    if (kinds[fault].counts == FAULT_STANDING)
        return true;
    state->seen++;
    return state->seen >= state->first && state->seen - state->first < state->count;
}

static bool is_tls(size_t fault)
{
    return fault == FAULT_tls_expired || fault == FAULT_tls_foreign ||
           fault == FAULT_tls_other_host;
}

enum portal_result portal_fault_set(struct portal *portal, const struct portal_fault *fault)
{
    size_t kind = 0;

    while (kind < FAULT_KINDS && strcmp(kinds[kind].word, fault->word) != 0)
        kind++;
    if (kind == FAULT_KINDS)
        return PORTAL_UNKNOWN;
    (void)pthread_mutex_lock(&portal->lock);
    portal->faults[kind] = (struct fault_state){
        .first = fault->first ? fault->first : 1,
        .count = fault->count,
        .amount = fault->amount ? fault->amount : kinds[kind].amount,
    };
    (void)pthread_mutex_unlock(&portal->lock);
    return is_tls(kind) ? serve_again(portal) : PORTAL_OK;
}
