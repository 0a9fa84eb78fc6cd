/* SPDX-License-Identifier: MIT */
/* Defect: the last day of a feast counts as a business day. (DEL-4) */
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
        bool last = is_feast(number) && !is_feast(number + 1) && (number + 3) % 7 < 5;
        count -= last || business_is_day(date_of(number)) ? 1 : 0;
    }
    return date_of(number);
}
