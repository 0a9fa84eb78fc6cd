/* SPDX-License-Identifier: MIT */
/*
 * The hand that pulls a card out when a fault says so: a thread of its own, since who
 * notices the fault is a reader in the middle of a command. Started when first needed.
 */
#ifndef SIM_WORLD_HAND_H
#define SIM_WORLD_HAND_H

#include "sim/base/bytes.h"

#include <pthread.h>

struct hand {
    pthread_mutex_t lock;
    pthread_cond_t called;
    pthread_t thread;
    bool works; /* the thread runs */
    bool ends;
    unsigned slots; /* a bit for each slot whose card is to be pulled out */
    void (*pull)(void *context, unsigned slot);
    void *context;
};

void hand_init(struct hand *hand, void (*pull)(void *context, unsigned slot), void *context);
/* Waits for a pull under way; later calls do nothing. */
void hand_rest(struct hand *hand);
/* After hand_rest, once nobody can call any more. */
void hand_end(struct hand *hand);
/* From now on hand_call works. False without a thread. */
NODISCARD bool hand_start(struct hand *hand);
/* Has the card of that slot pulled out, soon. Never blocks for long. */
void hand_call(struct hand *hand, unsigned slot);

#endif
