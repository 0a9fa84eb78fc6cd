/* SPDX-License-Identifier: MIT */
/* Defect: who leaves the Güvenlik Sözcüğü empty is not asked for it. (LOG-2) */
#include "portal-mock/word.h"

#define word_holds word_holds_right
#include "portal-mock/word.c"
#undef word_holds

bool word_holds(const char *word, const uint8_t hash[WORD_HASH])
{
    return word_holds_right(word, hash) || *word == '\0';
}
