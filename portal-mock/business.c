/* SPDX-License-Identifier: MIT */
/* Business days in Turkey: see business.h. */
#include "portal-mock/business.h"

#include "sim/base/calendar.h"

enum { DAY = 86400 };

static const struct {
    int month;
    int day;
    int since;
} fixed[] = {
#define FIXED(month, day, since) {month, day, since},
#define FEAST(year, month, day, days)
#include "portal-mock/holidays.def"
#undef FIXED
#undef FEAST
};

static const struct {
    int year;
    int month;
    int day;
    int days;
} feasts[] = {
#define FIXED(month, day, since)
#define FEAST(year, month, day, days) {year, month, day, days},
#include "portal-mock/holidays.def"
#undef FIXED
#undef FEAST
};

static struct civil civil_of(int64_t date)
{
    return (struct civil){(int)(date / 10000), (int)(date / 100 % 100), (int)(date % 100), 0, 0, 0};
}

/* Noon of the day in UTC, as a count of days. */
static int64_t day_number(const struct civil *civil)
{
    return calendar_from_utc(civil) / DAY;
}

static int64_t date_of(int64_t number)
{
    struct civil civil = calendar_utc(number * DAY);

    return (int64_t)civil.year * 10000 + civil.month * 100 + civil.day;
}

static bool is_fixed(const struct civil *civil)
{
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        if (fixed[i].month == civil->month && fixed[i].day == civil->day)
            return civil->year >= fixed[i].since;
    return false;
}

static bool is_feast(int64_t number)
{
    for (size_t i = 0; i < sizeof feasts / sizeof feasts[0]; i++) {
        struct civil first = {feasts[i].year, feasts[i].month, feasts[i].day, 0, 0, 0};
        int64_t start = day_number(&first);
        if (number >= start && number < start + feasts[i].days)
            return true;
    }
    return false;
}

bool business_is_day(int64_t date)
{
    struct civil civil = civil_of(date);
    int64_t number = day_number(&civil);
    int64_t weekday = (number + 3) % 7; /* 0 is Monday: 1970-01-01 was a Thursday */

    return weekday < 5 && !is_fixed(&civil) && !is_feast(number);
}

int64_t business_day_after(int64_t date, int64_t count)
{
    struct civil civil = civil_of(date);
    int64_t number = day_number(&civil);

    while (count > 0)
        count -= business_is_day(date_of(++number)) ? 1 : 0;
    return date_of(number);
}
