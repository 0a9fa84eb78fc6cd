/* SPDX-License-Identifier: MIT */
/*
 * A store whose power can be cut before, inside and after its n-th write: any prefix of the
 * record's bytes lands, or all of them with one bit turned over. What was there before it
 * can be had back.
 */
#ifndef TESTS_UNIT_CARD_TORN_STORE_H
#define TESTS_UNIT_CARD_TORN_STORE_H

#include "card/state.h"

enum { TORN_CELL = 1536, TORN_CELLS = RECORDS * 2, TORN_WRITES = 96 };

struct torn_cell {
    bool present;
    size_t size;
    uint8_t data[TORN_CELL];
};

struct torn_store {
    struct torn_cell cells[TORN_CELLS];
    struct torn_cell kept[TORN_CELLS];
    bool changed[TORN_CELLS];
    /* What happened since torn_keep. */
    unsigned writes;
    unsigned commits;
    size_t sizes[TORN_WRITES]; /* of each write */
    bool dead;
    /* What shall happen. */
    unsigned cut_at; /* the write that is torn, from 1; 0: none */
    size_t prefix;   /* bytes of it that land */
    bool mixed;      /* behind them the old record's bytes stay */
    int64_t flip;    /* with all bytes landed, this bit is wrong; -1: none */
};

struct store_port torn_port(struct torn_store *store);
/* Remembers the present content, and forgets cuts and counts. */
void torn_keep(struct torn_store *store);
/* Puts the remembered content back; cuts and counts are forgotten. */
void torn_rewind(struct torn_store *store);
/* The power is there again; what has landed stays. */
void torn_revive(struct torn_store *store);

#endif
