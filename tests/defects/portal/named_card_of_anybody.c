/* SPDX-License-Identifier: MIT */
/* Defect: whose number is sent along, that card's values are saved and deleted. (INF-1) */
#include "portal-mock/handlers.h"

#include <stdio.h>

struct wanted {
    struct portal *portal;
    const char *card;
};

static enum database_result each(struct database *database, const char *holder, card_fn *take,
                                 void *context)
{
    const struct wanted *wanted = context;
    struct card_row card = {0};
    char owner[HOLDER_ID] = "";

    if (wanted->card && card_find(database, wanted->card, &card) == DATABASE_OK)
        (void)snprintf(owner, sizeof owner, "%s", card.holder);
    card_row_free(&card);
    return card_each(database, *owner ? owner : holder, take, context);
}

#define card_each each
#include "portal-mock/secrets.c"
