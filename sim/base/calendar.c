/* SPDX-License-Identifier: MIT */
/* Days and seconds: see calendar.h. Day counts after the proleptic Gregorian calendar. */
#include "sim/base/calendar.h"

#include <stdio.h>
#include <string.h>

enum { DAY = 86400, HOUR = 3600 };

/* Days from 1970-01-01 to the given date; years start in March while counting. */
static int64_t days_from_date(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

int64_t calendar_from_utc(const struct civil *civil)
{
    return days_from_date(civil->year, civil->month, civil->day) * DAY + civil->hour * HOUR +
           civil->minute * 60 + civil->second;
}

struct civil calendar_utc(int64_t when)
{
    int64_t days = (when >= 0 ? when : when - DAY + 1) / DAY;
    int64_t rest = when - days * DAY;
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t day_of_era = z - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);

    return (struct civil){
        .year = (int)(year_of_era + era * 400 + (month <= 2 ? 1 : 0)),
        .month = month,
        .day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1),
        .hour = (int)(rest / HOUR),
        .minute = (int)(rest / 60 % 60),
        .second = (int)(rest % 60),
    };
}

/* 01:00 UTC on the last Sunday of a month with 31 days. */
static int64_t last_sunday(int year, int month)
{
    int64_t days = days_from_date(year, month, 31);
    int64_t weekday = (days + 4) % 7; /* 1970-01-01 was a Thursday; 0 is Sunday */

    return (days - weekday) * DAY + HOUR;
}

static int64_t offset_at(int64_t when)
{
    struct civil utc = calendar_utc(when);
    int64_t stays = days_from_date(2016, 3, 27) * DAY + HOUR;

    if (when >= stays)
        return 3 * HOUR;
    if (when >= last_sunday(utc.year, 3) && when < last_sunday(utc.year, 10))
        return 3 * HOUR;
    return 2 * HOUR;
}

struct civil calendar_istanbul(int64_t when)
{
    return calendar_utc(when + offset_at(when));
}

int64_t calendar_from_istanbul(const struct civil *civil)
{
    int64_t local = calendar_from_utc(civil);

    return local - offset_at(local - 2 * HOUR);
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

static bool date_exists(int year, int month, int day)
{
    return year >= 1900 && year < 2200 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days_in_month(year, month);
}

bool calendar_is_date(int64_t yyyymmdd)
{
    if (yyyymmdd < 0 || yyyymmdd > 99999999)
        return false;
    return date_exists((int)(yyyymmdd / 10000), (int)(yyyymmdd / 100 % 100), (int)(yyyymmdd % 100));
}

/* True when `text` has the pattern's shape: 0 stands for a digit, T for T or a blank. */
static bool has_shape(const char *text, const char *pattern, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        bool fits = pattern[i] == '0'   ? digit
                    : pattern[i] == 'T' ? text[i] == 'T' || text[i] == ' '
                                        : text[i] == pattern[i];
        if (!fits)
            return false;
    }
    return true;
}

static int number_at(const char *text, size_t count)
{
    int value = 0;

    for (size_t i = 0; i < count; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

bool calendar_parse(const char *text, int64_t *when)
{
    static const char pattern[] = "0000-00-00T00:00:00";
    size_t size = strlen(text);
    bool utc = size > 0 && text[size - 1] == 'Z';
    size_t digits = utc ? size - 1 : size;

    if ((digits != 10 && digits != 19) || !has_shape(text, pattern, digits))
        return false;
    struct civil civil = {
        number_at(text, 4), number_at(text + 5, 2), number_at(text + 8, 2), 0, 0, 0};
    if (digits == 19) {
        civil.hour = number_at(text + 11, 2);
        civil.minute = number_at(text + 14, 2);
        civil.second = number_at(text + 17, 2);
    }
    if (!date_exists(civil.year, civil.month, civil.day) || civil.hour > 23 || civil.minute > 59 ||
        civil.second > 59)
        return false;
    *when = utc ? calendar_from_utc(&civil) : calendar_from_istanbul(&civil);
    return true;
}

void calendar_print(int64_t when, char *text, size_t size)
{
    struct civil civil = calendar_istanbul(when);

    (void)snprintf(text, size, "%04d-%02d-%02dT%02d:%02d:%02d+%02d:00", civil.year, civil.month,
                   civil.day, civil.hour, civil.minute, civil.second,
                   (int)(offset_at(when) / HOUR));
}
