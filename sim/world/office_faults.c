/* SPDX-License-Identifier: MIT */
/* The portal's own faults, in the world's words: a file apart, since the portal and the card's
 * links each count theirs by names of their own. */
#include "portal-mock/faults.h"
#include "sim/world/office.h"

enum world_result office_fault_set(struct world *world, const struct world_fault *wanted)
{
    struct portal *portal;
    enum world_result result = office_portal(world, &portal);
    const struct portal_fault fault = {
        .word = wanted->name,
        .first = wanted->first ? wanted->first : 1,
        .count = wanted->count,
        .amount = wanted->amount,
    };

    return result == WORLD_OK ? office_result(portal_fault_set(portal, &fault), "the fault")
                              : result;
}

bool office_fault_at(size_t index, struct world_fault_kind *kind)
{
    static const char *const counted[] = {
        [FAULT_REQUESTS] = "requests", [FAULT_STANDING] = "standing", [FAULT_OCSP] = "ocsp",
        [FAULT_FILES] = "files",       [FAULT_MESSAGES] = "messages",
    };
    const struct fault_kind *found = portal_fault_kind(index);

    if (!found)
        return false;
    *kind = (struct world_fault_kind){found->word, counted[found->counts], found->amount,
                                      found->meaning};
    return true;
}
