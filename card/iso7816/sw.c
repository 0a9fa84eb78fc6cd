/* SPDX-License-Identifier: MIT */
/* Status words: see sw.def. */
#include "card/iso7816/sw.h"

#include <stddef.h>

struct sw_line {
    unsigned value;
    unsigned mask;
    const char *meaning;
};

static const struct sw_line lines[] = {
#define SW(name, value, clause, meaning)         {value, 0, meaning},
#define SW_N(name, value, mask, clause, meaning) {value, mask, meaning},
#include "card/iso7816/sw.def"
#undef SW
#undef SW_N
};

static const struct sw_line *line_of(enum sw sw)
{
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (((unsigned)sw & ~lines[i].mask) == lines[i].value)
            return &lines[i];
    return NULL;
}

enum sw sw_with(enum sw family, unsigned number)
{
    const struct sw_line *line = line_of(family);
    unsigned mask = line ? line->mask : 0;

    return (enum sw)((unsigned)family | (number > mask ? mask : number));
}

const char *sw_text(enum sw sw)
{
    const struct sw_line *line = line_of(sw);

    return line ? line->meaning : "a status word of nobody's";
}
