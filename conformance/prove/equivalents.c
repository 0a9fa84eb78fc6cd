/* SPDX-License-Identifier: MIT */
/* equivalents.def as a table. */
#include "conformance/prove/equivalents.h"

#include <fnmatch.h>

static const struct equivalent rows[] = {
#define EQUIVALENT(pattern, reason) {pattern, reason},
#include "conformance/prove/equivalents.def"
#undef EQUIVALENT
};

const struct equivalent *equivalent_at(size_t index)
{
    return index < sizeof rows / sizeof *rows ? &rows[index] : NULL;
}

bool equivalent_covers(const struct equivalent *equivalent, const struct mutation *mutation)
{
    return fnmatch(equivalent->pattern, mutation->name, FNM_EXTMATCH) == 0;
}

const char *equivalent_reason(const struct mutation *mutation)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (equivalent_covers(&rows[i], mutation))
            return rows[i].reason;
    return NULL;
}
