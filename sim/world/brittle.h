/* SPDX-License-Identifier: MIT */
/*
 * The store of a card that can lose its power at a write: of the write that is hit its first bytes
 * may land, and nothing is kept from then on until the card is put in anew. It stands before the
 * card's own store.
 */
#ifndef SIM_WORLD_BRITTLE_H
#define SIM_WORLD_BRITTLE_H

#include "sim/base/store.h"
#include "sim/world/faults.h"

struct brittle {
    struct store_port inner;
    struct faults *faults; /* of the slot that the card is in; NULL: it is in none */
    bool died;
};

/* The port over it; `brittle` must outlive the card. */
struct store_port brittle_port(struct brittle *brittle, struct store_port inner);
/* The card is in a slot with these faults now, whole again; NULL: in none. */
void brittle_put(struct brittle *brittle, struct faults *faults);

#endif
