/* SPDX-License-Identifier: MIT */
/*
 * The world's portal: started by the first who needs it, with the world's clock, dice
 * and phone. Its results in the world's words.
 */
#ifndef SIM_WORLD_OFFICE_H
#define SIM_WORLD_OFFICE_H

#include "portal-mock/portal.h"
#include "sim/world/world.h"

struct office {
    struct portal *portal; /* NULL until it is needed */
    struct portal_policy rules;
};

void office_init(struct office *office);
void office_end(struct office *office);

/* The running portal, with the first holder in it. */
NODISCARD enum world_result office_portal(struct world *world, struct portal **portal);

/* As world_fault_set and world_fault_at, for the portal's own faults. */
NODISCARD enum world_result office_fault_set(struct world *world, const struct world_fault *wanted);
bool office_fault_at(size_t index, struct world_fault_kind *kind);

/* WORLD_OK, or the portal's result in the world's words, kept for world_error. */
NODISCARD enum world_result office_result(enum portal_result result, const char *what);

#endif
