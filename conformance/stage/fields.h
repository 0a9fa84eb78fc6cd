/* SPDX-License-Identifier: MIT */
/* The fields of a step, "name=value name=value word", as a JSON object. */
#ifndef CONFORMANCE_STAGE_FIELDS_H
#define CONFORMANCE_STAGE_FIELDS_H

#include "conformance/json.h"
#include "conformance/vars.h"

enum fields_kind {
    FIELDS_TEXT,  /* every value is text */
    FIELDS_TYPED, /* true and false are no text, null is none */
};

/* Adds the fields of `text` to `into`; words without '=' are named "0", "1" …; `$name` in a
 * value is replaced after the text is cut at blanks. False: a name that nobody kept. */
NODISCARD bool fields_read(const char *text, enum fields_kind kind, const struct vars *vars,
                           struct json *into);

#endif
