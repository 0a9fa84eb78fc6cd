/* SPDX-License-Identifier: MIT */
/*
 * What a world is made of, for the files of this folder alone. Locks are taken in this
 * order: world, then slot, then the leaves (dial, inbox, trace). The portal is called with
 * no lock held, except to start it: it calls back into the leaves.
 */
#ifndef SIM_WORLD_INSIDE_H
#define SIM_WORLD_INSIDE_H

#include "card/policy.h"
#include "sim/world/dial.h"
#include "sim/world/hand.h"
#include "sim/world/inbox.h"
#include "sim/world/office.h"
#include "sim/world/outlets.h"
#include "sim/world/rack.h"
#include "sim/world/slot.h"
#include "sim/world/trace.h"
#include "sim/world/world.h"

#include <limits.h>

enum { WORLD_PATH = 512 };

/* The kernel's randomness, or a repeatable stream that threads may share. */
struct dice {
    pthread_mutex_t lock;
    struct random_seeded seeded;
    struct random_port source;
};

struct world {
    pthread_mutex_t lock; /* rack, outlets, which card is where, the office's start */
    char directory[WORLD_PATH];
    char keys[WORLD_PATH];   /* folder of shared test keys, or "" */
    char driver[WORLD_PATH]; /* the package of the driver service, or "" */
    char socket_folder[32];  /* of the own PC/SC server, when the directory's path is too long */
    char clock_file[WORLD_PATH + 8]; /* "" until somebody was told of it */
    bool keeps;                      /* the directory outlives the world */
    struct dial dial;
    struct inbox inbox;
    struct dice dice;
    struct trace *trace; /* may be NULL */
    struct hand hand;
    struct slot slots[WORLD_SLOTS];
    struct rack rack;
    struct outlets outlets;
    struct office office;
    struct card_policy card_rules;
};

/* The port over the world's dice; lives as long as the world. */
struct random_port world_dice(struct world *world);

/* The file that says the world's time, "+SECONDS" ahead of the machine or "=SECONDS" since 1970; ""
 * when it cannot be written. To be called after each change of the clock, and at the end. */
const char *clock_file(struct world *world);
void clock_file_follow(struct world *world);
void clock_file_end(const struct world *world);

/* Keep links away from a card that is in a slot. The world is locked meanwhile. */
void world_hold(struct world *world, const struct rack_card *card);
void world_let_go(struct world *world, const struct rack_card *card);

/* WORLD_BAD_ARGUMENT for a slot that no reader has. */
NODISCARD enum world_result world_check_slot(unsigned slot);
/* Takes a card out that a fault has pulled off its contacts; one put in since then stays. */
void cards_pull(struct world *world, unsigned slot);

/* Keeps the words for world_error and returns `result`. */
__attribute__((format(printf, 2, 3))) enum world_result world_fail(enum world_result result,
                                                                   const char *format, ...);

#endif
