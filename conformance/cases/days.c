/* SPDX-License-Identifier: MIT */
/* The five business days, a row each: delivered on the one day, in its first minutes or its last
 * second, a missing reader can be reported to the end of the other. Each feast of 2007 to 2030 is
 * met on the last working day before its half-day, so that its first and its last day count if they
 * are taken for others; the holidays with a fixed date in years that have them on a weekday. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define LATE(SAY, DELIVERED, LAST)                                                                 \
    {                                                                                              \
        DEL_4, SAY, "! last_day " DELIVERED " at=23:59:59 until=" LAST, "ok"                       \
    }
#define DAYS(SAY, DELIVERED, LAST)                                                                 \
    {                                                                                              \
        DEL_4, SAY, "! last_day " DELIVERED " until=" LAST, "ok"                                   \
    }

CASE(no_day_of_a_feast_counts, TARGET_PORTAL, new_card,
     "no day of a feast counts, from its first to its last, and the half-day before it does") = {
    DAYS("Ramazan 2007", "2007-10-10", "2007-10-18"),
    DAYS("Kurban 2007", "2007-12-18", "2007-12-27"),
    DAYS("Ramazan 2008", "2008-09-26", "2008-10-08"),
    DAYS("Kurban 2008", "2008-12-05", "2008-12-18"),
    DAYS("Ramazan 2009", "2009-09-18", "2009-09-29"),
    DAYS("Kurban 2009", "2009-11-25", "2009-12-04"),
    DAYS("Ramazan 2010", "2010-09-07", "2010-09-16"),
    DAYS("Kurban 2010", "2010-11-12", "2010-11-25"),
    DAYS("Ramazan 2011", "2011-08-26", "2011-09-07"),
    DAYS("Kurban 2011", "2011-11-04", "2011-11-16"),
    DAYS("Ramazan 2012", "2012-08-17", "2012-08-28"),
    DAYS("Kurban 2012", "2012-10-23", "2012-11-02"),
    DAYS("Ramazan 2013", "2013-08-06", "2013-08-15"),
    DAYS("Kurban 2013", "2013-10-11", "2013-10-24"),
    DAYS("Ramazan 2014", "2014-07-25", "2014-08-06"),
    DAYS("Kurban 2014", "2014-10-02", "2014-10-13"),
    DAYS("Ramazan 2015", "2015-07-15", "2015-07-23"),
    DAYS("Kurban 2015", "2015-09-22", "2015-10-01"),
    DAYS("Ramazan 2016", "2016-07-01", "2016-07-13"),
    DAYS("Kurban 2016", "2016-09-09", "2016-09-22"),
    DAYS("Ramazan 2017", "2017-06-23", "2017-07-04"),
    DAYS("Kurban 2017", "2017-08-29", "2017-09-08"),
    DAYS("Ramazan 2018", "2018-06-13", "2018-06-21"),
    DAYS("Kurban 2018", "2018-08-17", "2018-08-31"),
    DAYS("Ramazan 2019", "2019-05-31", "2019-06-12"),
    DAYS("Kurban 2019", "2019-08-09", "2019-08-21"),
    DAYS("Ramazan 2020", "2020-05-22", "2020-06-02"),
    DAYS("Kurban 2020", "2020-07-29", "2020-08-07"),
    DAYS("Ramazan 2021", "2021-05-11", "2021-05-21"),
    DAYS("Kurban 2021", "2021-07-16", "2021-07-29"),
    DAYS("Ramazan 2022", "2022-04-29", "2022-05-11"),
    DAYS("Kurban 2022", "2022-07-07", "2022-07-19"),
    DAYS("Ramazan 2023", "2023-04-19", "2023-04-27"),
    DAYS("Kurban 2023", "2023-06-26", "2023-07-06"),
    DAYS("Ramazan 2024", "2024-04-08", "2024-04-18"),
    DAYS("Kurban 2024", "2024-06-14", "2024-06-26"),
    DAYS("Ramazan 2025", "2025-03-28", "2025-04-08"),
    DAYS("Kurban 2025", "2025-06-04", "2025-06-13"),
    DAYS("Ramazan 2026", "2026-03-18", "2026-03-26"),
    DAYS("Kurban 2026", "2026-05-25", "2026-06-04"),
    DAYS("Ramazan 2027", "2027-03-05", "2027-03-17"),
    DAYS("Kurban 2027", "2027-05-14", "2027-05-26"),
    DAYS("Ramazan 2028", "2028-02-24", "2028-03-03"),
    DAYS("Kurban 2028", "2028-05-03", "2028-05-12"),
    DAYS("Ramazan 2029", "2029-02-12", "2029-02-22"),
    DAYS("Kurban 2029", "2029-04-20", "2029-05-07"),
    DAYS("Ramazan 2030", "2030-02-01", "2030-02-13"),
    DAYS("Kurban 2030", "2030-04-11", "2030-04-22"),
};

CASE(no_holiday_counts, TARGET_PORTAL, new_card,
     "no official holiday counts in the years that have it, nor a weekend; half-days do") = {
    LATE("the new year", "2025-12-30", "2026-01-07"),
    LATE("23 April", "2026-04-20", "2026-04-28"),
    LATE("1 May, a working day then", "2008-04-29", "2008-05-06"),
    LATE("1 May since 2009", "2009-04-29", "2009-05-07"),
    LATE("19 May", "2026-05-14", "2026-05-22"),
    LATE("15 July, a working day then", "2016-07-13", "2016-07-20"),
    LATE("15 July since 2017", "2019-07-11", "2019-07-19"),
    LATE("30 August", "2022-08-26", "2022-09-05"),
    LATE("30 August, a Friday", "2024-08-28", "2024-09-05"),
    LATE("28 October, half a day, and the 29th", "2026-10-26", "2026-11-03"),
    LATE("delivered on a Friday", "2026-02-06", "2026-02-13"),
    LATE("delivered on a Saturday", "2026-02-07", "2026-02-13"),
    LATE("delivered on a Sunday", "2026-02-08", "2026-02-13"),
    LATE("with 29 February", "2028-02-21", "2028-02-29"),
    LATE("without 29 February", "2027-02-24", "2027-03-03"),
    LATE("delivered on a holiday", "2026-04-23", "2026-04-30"),
};

const struct conf_case *const days_cases[] = {&no_day_of_a_feast_counts, &no_holiday_counts, NULL};
