/* SPDX-License-Identifier: MIT */
/* Defect: a PIN that was saved still counts as never saved. (INF-3) */
#include "portal-mock/records.h"

#define card_set_stored(database, serial, stored)                                                  \
    ((stored) == STORED_SAVED ? DATABASE_OK : card_set_stored(database, serial, stored))
#include "portal-mock/secrets.c"
