/* SPDX-License-Identifier: MIT */
/* The abstraction: from a card's bytes to the state that the model speaks of. */
#ifndef CONFORMANCE_EXPLORE_ABSTRACT_H
#define CONFORMANCE_EXPLORE_ABSTRACT_H

#include "card/card.h"
#include "conformance/explore/state.h"

/* Reads a card. PIN and PUK have a name when the digest over their salt is that of one of the
 * alphabet's; `crypto` is the card's own port. */
struct state abstract_of(const struct card *card, const struct crypto_port *crypto);

/* What the abstraction leaves out and no dice decide, as a number: two cards of one state that
 * differ in it are worth trying both. */
uint64_t abstract_rest(const struct card *card);

#endif
