/* SPDX-License-Identifier: MIT */
/* The portal's words: see words.h. */
#include "portal-mock/words.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *turkish;
    const char *english;
} words[] = {
#define WORDS(turkish, english) {turkish, english},
#include "portal-mock/words.def"
#undef WORDS
};

static const struct {
    const char *word;
    const char *turkish;
    const char *english;
} terms[] = {
#define TERM(word, turkish, english) {word, turkish, english},
#include "portal-mock/terms.def"
#undef TERM
};

const char *words_translate(const char *turkish, enum language language)
{
    if (language == TURKISH)
        return turkish;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i].turkish, turkish) == 0)
            return words[i].english;
    return turkish;
}

const char *words_term(const char *word, enum language language)
{
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++)
        if (strcmp(terms[i].word, word) == 0)
            return language == ENGLISH ? terms[i].english : terms[i].turkish;
    return word;
}
