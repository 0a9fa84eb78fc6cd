/* SPDX-License-Identifier: MIT */
/* A world for the engine's tests: one at a time, with a card in slot 0 that the engine opens. */
#ifndef TESTS_UNIT_ENGINE_STAGE_H
#define TESTS_UNIT_ENGINE_STAGE_H

#include "sim/engine/akis.h"
#include "sim/world/world.h"

struct stage {
    struct world *world;
    char serial[WORLD_SERIAL];
    struct akis_card *card;
    struct akis_portal *portal;
};
extern struct stage stage;

/* cmocka's setup and teardown. */
int stage_open(void **state);
int stage_close(void **state);

/* Makes the card, puts it into slot 0, and opens it. */
void stage_card(const char *profile, const char *key, const char *produced, const char *state);
/* Opens the card in slot 0 anew. */
void stage_reopen(void);
/* The world's clock, for the engine. */
struct akis_clock stage_clock(void);
/* Opens the portal and logs the first holder in. */
void stage_login(void);
/* The newest SMS code. */
void stage_code(char code[16]);

#define assert_outcome(expected, call) assert_int_equal((call).outcome, AKIS_##expected)

#endif
