/* SPDX-License-Identifier: MIT */
/* Defect: of the Güvenlik Sözcüğü the first four letters count. (LOG-2) */
#include "portal-mock/word.h"

#define word_hash  word_hash_right
#define word_holds word_holds_right
#include "portal-mock/word.c"
#undef word_hash
#undef word_holds

static const char *cut(const char *word, char room[5])
{
    (void)strncpy(room, word, 4);
    room[4] = '\0';
    return room;
}

bool word_hash(const char *word, const struct random_port *random, uint8_t hash[WORD_HASH])
{
    char room[5];

    return word_hash_right(cut(word, room), random, hash);
}

bool word_holds(const char *word, const uint8_t hash[WORD_HASH])
{
    char room[5];

    return word_holds_right(cut(word, room), hash);
}
