/* SPDX-License-Identifier: MIT */
/*
 * The states a card can be ordered in, and how one gets there: by commands that any
 * client could send, never by writing counters; and by the certificate's dates and desk.
 */
#ifndef SIM_WORLD_STATE_H
#define SIM_WORLD_STATE_H

#include "card/card.h"

enum state_card { STATE_FRESH, STATE_LAST_TRY, STATE_LOCKED, STATE_DEAD };
enum state_certificate {
    STATE_GOOD,
    STATE_SUSPENDED,
    STATE_REVOKED,
    STATE_EXPIRED,
    STATE_NOT_YET_VALID,
};

struct state {
    const char *name;
    enum state_card card;
    enum state_certificate certificate;
};

/* The state of that name, or NULL. */
const struct state *state_find(const char *name);

/* Their names, one by one; NULL past the last. */
const char *state_name_at(size_t index);

/* The validity a certificate is ordered with, seen from `now`. */
void state_validity(enum state_certificate state, int64_t now, int64_t *not_before,
                    int64_t *not_after);

/* Brings a fresh card there and leaves it without power. False when its rules do not lead there
 * (a card that the portal unlocks takes no PUK, so none kills it). */
NODISCARD bool state_reach(struct card *card, enum state_card state, const char *pin,
                           const char *puk);

#endif
