/* SPDX-License-Identifier: MIT */
/*
 * The hand that pulls a card or a reader out when a fault says so: a thread of its own,
 * since who notices the fault is a reader in the middle of a command. Started when first needed.
 */
#ifndef SIM_WORLD_HAND_H
#define SIM_WORLD_HAND_H

#include "sim/base/bytes.h"

#include <pthread.h>

enum hand_deed { HAND_PULLS_CARD, HAND_UNPLUGS_READER, HAND_DEEDS };

typedef void hand_work(void *context, enum hand_deed deed, unsigned slot);

struct hand {
    pthread_mutex_t lock;
    pthread_cond_t called;
    pthread_t thread;
    bool works; /* the thread runs */
    bool ends;
    unsigned due[HAND_DEEDS]; /* a bit for each slot */
    hand_work *work;
    void *context;
};

void hand_init(struct hand *hand, hand_work *work, void *context);
/* Waits for a deed under way; later calls do nothing. */
void hand_rest(struct hand *hand);
/* After hand_rest, once nobody can call any more. */
void hand_end(struct hand *hand);
/* From now on hand_call works. False without a thread. */
NODISCARD bool hand_start(struct hand *hand);
/* Has that done to a slot, soon. Never blocks for long. */
void hand_call(struct hand *hand, enum hand_deed deed, unsigned slot);

#endif
