/* SPDX-License-Identifier: MIT */
/* Defect: what is delivered after 21 o'clock counts from the next day on. (DEL-4) */
#include "portal-mock/records.h"

static enum database_result set_later(struct database *database, const char *serial,
                                      enum card_number which, int64_t value)
{
    return card_set_number(database, serial, which, value + (int64_t)3 * 3600);
}

#define card_set_number set_later
#include "portal-mock/delivery.c"
