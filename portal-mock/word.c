/* SPDX-License-Identifier: MIT */
/* Güvenlik Sözcüğü: see word.h. */
#include "portal-mock/word.h"

#include "sim/base/secret.h"

#include <openssl/evp.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>

enum {
    SALT = 16,
    COST = 1024, /* scrypt's N with r = 8, p = 1: 1 MiB, two ms */
    BLOCKS = 8,
    MEMORY = 32 * 1024 * 1024,
    BYTES_MOST = 128,
    FOLDED_MOST = 2048, /* no character grows more than elevenfold */
    LEAST = 4,
    MOST = 32,
};

bool word_is_fit(const char *word)
{
    size_t size = strlen(word);

    if (u8_check((const uint8_t *)word, size) != NULL)
        return false;
    size_t letters = u8_mbsnlen((const uint8_t *)word, size);
    return letters >= LEAST && letters <= MOST;
}

/* Composed, then in small letters by the Turkish rules; 0: too long or no UTF-8. */
static size_t fold(const char *word, uint8_t folded[FOLDED_MOST])
{
    uint8_t composed[FOLDED_MOST];
    size_t size = sizeof composed;
    size_t length = FOLDED_MOST;
    bool fits = strlen(word) <= BYTES_MOST &&
                u8_normalize(UNINORM_NFKC, (const uint8_t *)word, strlen(word), composed, &size) ==
                    composed &&
                u8_tolower(composed, size, "tr", UNINORM_NFKC, folded, &length) == folded;

    secret_wipe(composed, sizeof composed);
    return fits ? length : 0;
}

/* scrypt over the folded word. */
static bool slow(const char *word, const uint8_t salt[SALT], uint8_t *out, size_t size)
{
    uint8_t folded[FOLDED_MOST] = {0};
    size_t length = fold(word, folded);
    bool done = EVP_PBE_scrypt((const char *)folded, length, salt, SALT, COST, BLOCKS, 1, MEMORY,
                               out, size) == 1;

    secret_wipe(folded, sizeof folded);
    return done && length > 0;
}

bool word_hash(const char *word, const struct random_port *random, uint8_t hash[WORD_HASH])
{
    return random_fill(random, hash, SALT) && slow(word, hash, hash + SALT, WORD_HASH - SALT);
}

bool word_holds(const char *word, const uint8_t hash[WORD_HASH])
{
    static const uint8_t nothing[WORD_HASH - SALT];
    uint8_t found[WORD_HASH - SALT];
    bool done = slow(word, hash, found, sizeof found);
    bool equal = secret_equal(found, hash + SALT, sizeof found);
    bool somebody = !secret_equal(hash + SALT, nothing, sizeof nothing);

    secret_wipe(found, sizeof found);
    return done && equal && somebody;
}
