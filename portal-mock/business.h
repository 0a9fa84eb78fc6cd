/* SPDX-License-Identifier: MIT */
/* Business days in Turkey: not weekends, not official holidays; half-days count as days. Dates are
 * numbers YYYYMMDD. */
#ifndef PORTAL_MOCK_BUSINESS_H
#define PORTAL_MOCK_BUSINESS_H

#include "sim/base/bytes.h"

bool business_is_day(int64_t date);
/* The `count`-th business day after `date`; `date` itself for 0. */
int64_t business_day_after(int64_t date, int64_t count);

#endif
