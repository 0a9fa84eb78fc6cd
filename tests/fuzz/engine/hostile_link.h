/* SPDX-License-Identifier: MIT */
/*
 * A card made of arbitrary bytes. The first byte chooses an ATR; then come answers: a length
 * (two bytes, little end first; from FF00 on a failure of the link) and that many bytes. Past
 * the end the card is gone.
 */
#ifndef TESTS_FUZZ_ENGINE_HOSTILE_LINK_H
#define TESTS_FUZZ_ENGINE_HOSTILE_LINK_H

#include "sim/link/link.h"

struct hostile_link {
    struct link link;
    struct bytes script;
    size_t at;
    uint8_t atr; /* which */
};

/* The link inside `hostile`, which must outlive it. */
struct link *hostile_link_start(struct hostile_link *hostile, struct bytes script);

/* All that a client does with a card, each call whatever the last one said. */
void hostile_drive(struct link *link);

#endif
