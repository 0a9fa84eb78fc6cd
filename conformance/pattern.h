/* SPDX-License-Identifier: MIT */
/*
 * What a card's answer must look like: hexadecimal digits where `.` is any digit, `*` any
 * run of bytes (once), `<name:16>` sixteen bytes that are kept, `<name:*>` a run that is;
 * `|` stands between alternatives.
 */
#ifndef CONFORMANCE_PATTERN_H
#define CONFORMANCE_PATTERN_H

#include "conformance/vars.h"

enum pattern_result {
    PATTERN_HOLDS,
    PATTERN_DIFFERS,
    PATTERN_MALFORMED, /* the pattern itself: a slip in the case */
};

/* Holds `actual` against `pattern`; keeps the named runs in `kept` (NULL: nowhere), in
 * hexadecimal, when all of it holds. */
enum pattern_result pattern_match(const char *pattern, struct bytes actual, struct vars *kept);

#endif
