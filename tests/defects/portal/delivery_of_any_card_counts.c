/* SPDX-License-Identifier: MIT */
/* Defect: a delivery is written down for every card of the holder. (DEL-4) */
#include "portal-mock/records.h"

#define card_set_number card_set_number_right
#include "portal-mock/records.c"
#undef card_set_number

enum database_result card_set_number(struct database *database, const char *serial,
                                     enum card_number which, int64_t value)
{
    const struct value values[] = {value_number(value), value_text(serial)};

    if (which != CARD_DELIVERED)
        return card_set_number_right(database, serial, which, value);
    return database_run(database,
                        "UPDATE card SET delivered = ?1 WHERE holder IN"
                        " (SELECT holder FROM card WHERE serial = ?2)",
                        values, COUNT(values));
}
