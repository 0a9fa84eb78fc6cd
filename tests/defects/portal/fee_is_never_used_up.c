/* SPDX-License-Identifier: MIT */
/* Defect: a fee, once paid, replaces a card again and again. (UNB-10) */
#include "portal-mock/records.h"

#define card_take_fee card_take_fee_right
#include "portal-mock/records.c"
#undef card_take_fee

enum database_result card_take_fee(struct database *database, const char *serial)
{
    (void)database;
    (void)serial;
    return DATABASE_OK;
}
