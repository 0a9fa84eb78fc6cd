/* SPDX-License-Identifier: MIT */
/* Defect: holidays with a fixed date do not count, the feasts that move through the year do.
 * (DEL-4)
 */
#include "portal-mock/business.h"

#define business_day_after business_day_after_right
#include "portal-mock/business.c"
#undef business_day_after

int64_t business_day_after(int64_t date, int64_t count)
{
    struct civil civil = civil_of(date);
    int64_t number = day_number(&civil);

    while (count > 0) {
        struct civil day = civil_of(date_of(++number));
        count -= (number + 3) % 7 < 5 && !is_fixed(&day) ? 1 : 0;
    }
    return date_of(number);
}
