/* SPDX-License-Identifier: MIT */
/* Defect: the holder is not asked for when cards are looked up: everybody's PINs are shown. (INF-1)
 */
#include "portal-mock/records.h"

#define card_each card_each_right
#include "portal-mock/records.c"
#undef card_each

enum database_result card_each(struct database *database, const char *holder, card_fn *take,
                               void *context)
{
    struct card_visit visit = {take, context};

    (void)holder;
    return database_each(database, "SELECT " CARD_COLUMNS " FROM card ORDER BY rowid", NULL, 0,
                         visit_card, &visit);
}
