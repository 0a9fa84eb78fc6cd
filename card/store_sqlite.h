/* SPDX-License-Identifier: MIT */
/*
 * The store in one SQLite file: a card that outlives the process. WAL, one transaction a
 * commit, synchronous FULL, and one process at a time.
 */
#ifndef CARD_STORE_SQLITE_H
#define CARD_STORE_SQLITE_H

#include "sim/base/store.h"

struct store_sqlite;

enum store_sqlite_result {
    STORE_SQLITE_OK,
    STORE_SQLITE_IN_USE,  /* another process (or another handle) holds this card */
    STORE_SQLITE_FOREIGN, /* a file, but no card of ours */
    STORE_SQLITE_NEWER,   /* written by a later version of this program */
    STORE_SQLITE_DAMAGED, /* was a card; cannot be trusted any more */
    STORE_SQLITE_FAILED,  /* cannot be opened or made: path, rights, disk, memory */
};

/* For people: what happened and what to do. */
const char *store_sqlite_text(enum store_sqlite_result result);

/* Opens the card file at `path`; makes an empty one (0600) where none is. An older
 * version's file is brought up to date in one transaction. */
NODISCARD enum store_sqlite_result store_sqlite_open(const char *path, struct store_sqlite **store);
/* Closes, frees, nulls; accepts NULL. */
void store_sqlite_close(struct store_sqlite **store);

/* The port over it; lives as long as the store. */
struct store_port store_sqlite_port(struct store_sqlite *store);

#endif
