/* SPDX-License-Identifier: MIT */
/* The situations that several suites begin in. */
#ifndef CONFORMANCE_CASES_SITUATIONS_H
#define CONFORMANCE_CASES_SITUATIONS_H

#include "conformance/case.h"

#define EVERY_PROFILE "v1.0 v2.2.8 v2.5"
/* One of each family of commands. */
#define TWO_FAMILIES "v1.0 v2.2.8"

/* Cards of 2015 and 2010, fresh from the factory: PIN 123456, PUK 12345678. */
extern const struct situation new_card; /* of one profile */
extern const struct situation old_card;
extern const struct situation every_new_card; /* of every profile */
extern const struct situation every_old_card;
extern const struct situation each_new_family; /* of a profile of each family */
extern const struct situation each_old_family;
/* The same, with the clock frozen at 2026-03-02 10:00 (a Monday). */
extern const struct situation new_card_timed;
extern const struct situation old_card_timed;

#endif
