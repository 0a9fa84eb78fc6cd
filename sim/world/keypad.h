/* SPDX-License-Identifier: MIT */
/*
 * The keys of a reader's PIN pad: what a test types waits here until the reader asks, a few
 * entries at most, each ended by OK. A leaf: safe from any thread, calls nobody.
 */
#ifndef SIM_WORLD_KEYPAD_H
#define SIM_WORLD_KEYPAD_H

#include "sim/reader/pcsclite.h"

#include <pthread.h>

enum { KEYPAD_ENTRIES = 4, KEYPAD_DIGITS = 16 };

struct keypad_entry {
    enum pcsclite_key key;
    size_t size;
    char digits[KEYPAD_DIGITS];
};

struct keypad {
    pthread_mutex_t lock;
    pthread_cond_t pressed;
    size_t count;
    struct keypad_entry entries[KEYPAD_ENTRIES]; /* the oldest first */
};

void keypad_init(struct keypad *keypad);
/* Wipes. */
void keypad_end(struct keypad *keypad);

/* The reader's side: a struct keypad is the context of this pad. */
struct pcsclite_pad keypad_pad(struct keypad *keypad);

/* 1 to KEYPAD_DIGITS digits and OK. False: as many entries wait as may. */
NODISCARD bool keypad_type(struct keypad *keypad, struct bytes digits);
/* The cancel key: what was typed before is forgotten. */
void keypad_cancel(struct keypad *keypad);
/* Nothing was pressed; wipes. */
void keypad_clear(struct keypad *keypad);

#endif
