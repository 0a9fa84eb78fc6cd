/* SPDX-License-Identifier: MIT */
/*
 * Days and seconds: civil time in Europe/Istanbul and back, without the process's
 * time zone. Turkey keeps UTC+3 all year since 2016-09-07; before that it kept the
 * European summer-time rule (the few exceptions of single years are left out).
 */
#ifndef SIM_BASE_CALENDAR_H
#define SIM_BASE_CALENDAR_H

#include "sim/base/bytes.h"

struct civil {
    int year;
    int month; /* 1-12 */
    int day;   /* 1-31 */
    int hour;
    int minute;
    int second;
};

/* Istanbul's civil time at `when` (seconds since 1970, UTC). */
struct civil calendar_istanbul(int64_t when);
/* The second at which Istanbul's clocks show `civil`. */
int64_t calendar_from_istanbul(const struct civil *civil);
/* Civil time in UTC, and back. */
struct civil calendar_utc(int64_t when);
int64_t calendar_from_utc(const struct civil *civil);

/* Reads "YYYY-MM-DD", "YYYY-MM-DD HH:MM:SS" or with T (Istanbul), or with a final Z
 * (UTC). False on anything else, impossible dates included. */
NODISCARD bool calendar_parse(const char *text, int64_t *when);

/* Writes Istanbul time as "YYYY-MM-DDTHH:MM:SS+03:00"; `size` of 32 is enough. */
void calendar_print(int64_t when, char *text, size_t size);

/* True for a date that exists, given as the number YYYYMMDD (years 1900-2199). */
bool calendar_is_date(int64_t yyyymmdd);

#endif
