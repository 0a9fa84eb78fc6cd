/* SPDX-License-Identifier: MIT */
/*
 * Wrong words, counted by Kimlik No, whether it is anyone's or not: what an outsider sees of
 * a lock is the same for both.
 */
#ifndef PORTAL_MOCK_ATTEMPTS_H
#define PORTAL_MOCK_ATTEMPTS_H

#include "portal-mock/inside.h"

struct attempts {
    int64_t failures;
    int64_t locked_until; /* the first second at which it is open again */
};

/* What is counted; zeroes for one never seen, and when a lock is over. */
NODISCARD enum database_result attempts_read(struct portal *portal, const char *kimlik_no,
                                             struct attempts *attempts);
/* Counts one more, or none while it is locked, and writes in both cases: it takes the same time.
 * The one that locks is told to the holder by SMS (LOG-5), whichever way in was tried. */
NODISCARD enum database_result attempts_count(struct portal *portal, const char *kimlik_no);
bool attempts_locked(const struct portal *portal, const struct attempts *attempts);
/* Milliseconds that the answer is to wait, for what was counted so far. */
unsigned attempts_delay(const struct portal *portal, const struct attempts *attempts);
NODISCARD enum database_result attempts_clear(struct portal *portal, const char *kimlik_no);

#endif
