/* SPDX-License-Identifier: MIT */
/* What a card does with its memory: every command that writes, from the states that matter. */
#ifndef TESTS_UNIT_CARD_TEARING_SCENARIOS_H
#define TESTS_UNIT_CARD_TEARING_SCENARIOS_H

#include "tests/unit/card/fixture.h"
#include "tests/unit/card/torn_store.h"

/* A card on a store that tears, and crypto that tells whether digits were compared. */
struct bench {
    struct fixture fixture;
    struct torn_store store;
    const struct card_profile *profile;
    const struct scenario *scenario;
    const char *wrong_pin; /* a command that costs a try */
    bool compared;
};

struct scenario {
    const char *name;
    const char *profile;
    int64_t produced;       /* 0: the card is blank */
    const char *prepare[8]; /* commands before the one under test */
    const char *command;    /* NULL: `special` does it */
    void (*special)(struct bench *bench);
    bool guess; /* wrong digits: comparing them must cost a try of `role` */
    enum pin_role role;
    void (*act)(struct bench *bench);
};

extern const struct scenario scenarios[];
extern const size_t scenario_count;

struct bench *bench_new(const struct scenario *scenario);
void bench_free(struct bench **bench);

#endif
