/* SPDX-License-Identifier: MIT */
/* Defect: the half-day before a feast does not count. (DEL-4) */
#include "portal-mock/business.h"

#define business_day_after business_day_after_right
#include "portal-mock/business.c"
#undef business_day_after

int64_t business_day_after(int64_t date, int64_t count)
{
    struct civil civil = civil_of(date);
    int64_t number = day_number(&civil);

    while (count > 0) {
        number++;
        count -= business_is_day(date_of(number)) && !is_feast(number + 1) ? 1 : 0;
    }
    return date_of(number);
}
