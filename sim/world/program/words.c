/* SPDX-License-Identifier: MIT */
/* The words of akissim: see words.h and words.def. */
#include "sim/world/program/words.h"

#include <stdlib.h>
#include <string.h>

/* After setlocale(3): the first of these that is set decides. */
static int speaks_turkish(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (unsigned i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value)
            return strncmp(value, "tr", 2) == 0;
    }
    return 0;
}

const char *word(enum word name)
{
    static const char *const words[][2] = {
#define WORD(name, english, turkish) {english, turkish},
#include "sim/world/program/words.def"
#undef WORD
    };

    return words[name][speaks_turkish()];
}
