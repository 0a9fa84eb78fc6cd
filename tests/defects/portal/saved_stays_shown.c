/* SPDX-License-Identifier: MIT */
/* Defect: an unlock makes a PIN stale while nobody saved it, and no later. (INF-7) */
#include "portal-mock/records.h"

#define card_set_stored card_set_stored_right
#include "portal-mock/records.c"
#undef card_set_stored

enum database_result card_set_stored(struct database *database, const char *serial,
                                     enum stored stored)
{
    struct card_row card = {0};
    enum database_result result = card_find(database, serial, &card);
    const bool saved = card.stored == STORED_SAVED;

    card_row_free(&card);
    if (result != DATABASE_OK || (stored == STORED_STALE && saved))
        return result;
    return card_set_stored_right(database, serial, stored);
}
