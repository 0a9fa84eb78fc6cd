/* SPDX-License-Identifier: MIT */
/* Defect: an unlock of one card marks the values of all the holder's cards as stale. (INF-7) */
#include "portal-mock/records.h"

#define card_set_stored card_set_stored_right
#include "portal-mock/records.c"
#undef card_set_stored

enum database_result card_set_stored(struct database *database, const char *serial,
                                     enum stored stored)
{
    const struct value values[] = {value_text(stored_name(stored)), value_text(serial)};

    if (stored != STORED_STALE)
        return card_set_stored_right(database, serial, stored);
    return database_run(database,
                        "UPDATE card SET stored = ?1 WHERE holder IN"
                        " (SELECT holder FROM card WHERE serial = ?2)",
                        values, COUNT(values));
}
