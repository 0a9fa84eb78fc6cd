/* SPDX-License-Identifier: MIT */
/*
 * What a portal's, client's or act's answer must look like: a first word, then terms about
 * its JSON. Terms are split at blanks before `$name` is replaced, so values may hold blanks.
 */
#ifndef CONFORMANCE_EXPECT_H
#define CONFORMANCE_EXPECT_H

#include "conformance/json.h"
#include "conformance/vars.h"

/* An answer: its first word ("200", "wrong_pin"), its body, and the body as JSON or NULL. */
struct answer {
    const char *word;
    const struct json *json;
    struct bytes body;
};

enum { EXPECT_WHY = 400 };

enum expect_result {
    EXPECT_HOLDS,
    EXPECT_DIFFERS,   /* `why` says in which term */
    EXPECT_MALFORMED, /* a slip in the case; `why` says which */
};

/* Holds `answer` against `expected`. The first word may be alternatives ("409|404") and `.`
 * is any character of it; "*" is any word. Terms: `path=value`, `path!=value`, `path~part`,
 * `path!~part`, `path=<name>` (kept in `vars`), `-path` (absent), and `@body~part`,
 * `@body!~part` about the whole body. */
enum expect_result expect_match(const char *expected, const struct answer *answer,
                                struct vars *vars, char why[EXPECT_WHY]);

#endif
