/* SPDX-License-Identifier: MIT */
/*
 * Text that grows: pages and JSON are written into one. A failure to grow sticks and is
 * looked at once, at the end; what was outgrown is wiped, since a page may hold a PIN.
 */
#ifndef PORTAL_MOCK_TEXT_H
#define PORTAL_MOCK_TEXT_H

#include "sim/base/bytes.h"

struct text {
    uint8_t *data; /* always followed by a NUL when not NULL */
    size_t size;
    size_t capacity;
    bool failed; /* memory was out: what was written is not whole */
};

void text_put(struct text *text, const char *more);
void text_put_bytes(struct text *text, struct bytes more);
/* As the content of an element or of a quoted attribute: & < > " ' are escaped. */
void text_put_html(struct text *text, const char *more);
void text_put_number(struct text *text, int64_t number);
/* A view, valid until the next call. */
struct bytes text_bytes(const struct text *text);
/* Wipes, gives back and empties. */
void text_free(struct text *text);

#endif
