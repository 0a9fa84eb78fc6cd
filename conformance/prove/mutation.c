/* SPDX-License-Identifier: MIT */
/* The list of mutations: see mutation.h. */
#include "conformance/prove/mutation.h"

#include <stdlib.h>
#include <string.h>

const char *mutation_kind_name(enum mutation_kind kind)
{
    static const char *const names[MUTATION_KINDS] = {"rule", "cell", "defect", "client"};

    return names[kind];
}

bool mutations_add(struct mutations *mutations, const struct mutation *mutation)
{
    enum { STEP = 128 };

    if (mutations->count % STEP == 0) {
        struct mutation *more =
            realloc(mutations->items, (mutations->count + STEP) * sizeof *mutations->items);

        if (!more)
            return false;
        mutations->items = more;
    }
    mutations->items[mutations->count++] = *mutation;
    return true;
}

static bool passes(const struct mutation *mutation, const char *const *filters)
{
    if (!*filters)
        return true;
    for (; *filters; filters++) {
        enum requirement requirement = requirement_find(*filters);

        if (requirement != SETUP ? mutation->requirement == requirement
                                 : strstr(mutation->name, *filters) ||
                                       strcmp(mutation_kind_name(mutation->kind), *filters) == 0)
            return true;
    }
    return false;
}

void mutations_filter(struct mutations *mutations, const char *const *filters)
{
    size_t kept = 0;

    for (size_t i = 0; i < mutations->count; i++)
        if (passes(&mutations->items[i], filters))
            mutations->items[kept++] = mutations->items[i];
    mutations->count = kept;
}

void mutations_free(struct mutations *mutations)
{
    free(mutations->items);
    memset(mutations, 0, sizeof *mutations);
}
