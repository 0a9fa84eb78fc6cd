/* SPDX-License-Identifier: MIT */
/*
 * The store in memory: what a card needs when nothing has to outlive the process.
 */
#ifndef CARD_STORE_RAM_H
#define CARD_STORE_RAM_H

#include "sim/base/store.h"

struct store_ram;

/* An empty store, or NULL without memory. Used by one thread at a time. */
NODISCARD struct store_ram *store_ram_new(void);
/* Wipes what it held, frees, nulls; accepts NULL. */
void store_ram_free(struct store_ram **store);

/* The port over it; lives as long as the store. */
struct store_port store_ram_port(struct store_ram *store);

#endif
