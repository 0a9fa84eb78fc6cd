/* SPDX-License-Identifier: MIT */
/* Delivery of a card by the courier, and the report that its reader was missing. */
#ifndef PORTAL_MOCK_DELIVERY_H
#define PORTAL_MOCK_DELIVERY_H

#include "portal-mock/inside.h"

/* The last day (YYYYMMDD) on which a report about a card delivered then is in time. */
int64_t delivery_last_day(const struct portal *portal, int64_t delivered);

#endif
