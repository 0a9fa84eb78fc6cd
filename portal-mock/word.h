/* SPDX-License-Identifier: MIT */
/* Güvenlik Sözcüğü: read as a Turk reads it (İ is i, I is ı, accents in one form), kept as a
 * slow salted hash alone. */
#ifndef PORTAL_MOCK_WORD_H
#define PORTAL_MOCK_WORD_H

#include "portal-mock/records.h"
#include "sim/base/random.h"

/* 4 to 32 characters of UTF-8. */
bool word_is_fit(const char *word);
/* Draws a salt and writes salt and hash. False: randomness, memory or OpenSSL failed. */
NODISCARD bool word_hash(const char *word, const struct random_port *random,
                         uint8_t hash[WORD_HASH]);
/* True when `word` is the one of `hash`. It takes the same time for every hash, an empty one
 * (of nobody) included, which no word opens. */
bool word_holds(const char *word, const uint8_t hash[WORD_HASH]);

#endif
