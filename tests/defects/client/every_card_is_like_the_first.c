/* SPDX-License-Identifier: MIT */
/* Defect: what the first card was every later one is taken for, until the client ends. (DEL-2) */
#include "sim/engine/dialect.h"

#define dialect_of dialect_of_right
#include "sim/engine/dialect.c"
#undef dialect_of

const struct dialect *dialect_of(struct bytes atr)
{
    static const struct dialect *first;

    if (!first)
        first = dialect_of_right(atr);
    return first;
}
