/* SPDX-License-Identifier: MIT */
/* Defect: whatever AKİS it is, it is told as the newest version of its family. (DEL-2) */
#include "sim/engine/dialect.h"

#define dialect_of dialect_of_right
#include "sim/engine/dialect.c"
#undef dialect_of

const struct dialect *dialect_of(struct bytes atr)
{
    static struct dialect told;
    const struct dialect *right = dialect_of_right(atr);

    if (!right)
        return NULL;
    told = *right;
    told.version = right->wire == WIRE_V1 ? "v1.2.2" : "v2.5";
    return &told;
}
