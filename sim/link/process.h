/* SPDX-License-Identifier: MIT */
/*
 * The link without a wire: a card in the same process. The only link that knows
 * card/card.h, and a library of its own, so that no client carries card code.
 */
#ifndef SIM_LINK_PROCESS_H
#define SIM_LINK_PROCESS_H

#include "card/card.h"
#include "sim/link/link.h"

/* A link to `card`, which is borrowed and must outlive it. Locks nothing: the card is
 * used by one thread at a time. LINK_FAILED: no memory. */
NODISCARD enum link_result link_process_new(struct card *card, struct link **link);

#endif
