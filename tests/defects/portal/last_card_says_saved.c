/* SPDX-License-Identifier: MIT */
/* Defect: whether all was saved before it is deleted, the last card alone is asked. (INF-5) */
#include "portal-mock/handlers.h"

struct marks {
    card_fn *take;
    bool *never_saved;
    void *context;
};

static bool take_anew(void *context, const struct card_row *card);

static enum database_result each(struct database *database, const char *holder, card_fn *take,
                                 void *context)
{
    struct marks marks = {take, NULL, context};

    return card_each(database, holder, take_anew, &marks);
}

#define card_each each
#include "portal-mock/secrets.c"

static bool take_anew(void *context, const struct card_row *card)
{
    const struct marks *marks = context;

    ((struct walk *)marks->context)->never_saved = false;
    return marks->take(marks->context, card);
}
