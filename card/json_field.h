/* SPDX-License-Identifier: MIT */
/* One field of a JSON object, read with its bounds or made: what json.h is built of. */
#ifndef CARD_JSON_FIELD_H
#define CARD_JSON_FIELD_H

#include <jansson.h>

#include "sim/base/bytes.h"

/* Hexadecimal text of the bytes; NULL without memory. */
json_t *json_field_bytes(struct bytes bytes);
/* YYYYMMDD as "YYYY-MM-DD". */
void json_field_date(uint32_t yyyymmdd, char text[11]);

/* Each is false, and the output untouched or partly written, when the field is missing or not
 * what it should be. */
NODISCARD bool json_field_read_bytes(const json_t *object, const char *name, struct buf *out);
NODISCARD bool json_field_exact(const json_t *object, const char *name, uint8_t *out, size_t size);
NODISCARD bool json_field_number(const json_t *object, const char *name, int64_t least,
                                 int64_t most, int64_t *value);
/* The place of the field's text in a list that NULL ends. */
NODISCARD bool json_field_word(const json_t *object, const char *name, const char *const *words,
                               uint8_t *place);
NODISCARD bool json_field_fid(const json_t *object, const char *name, uint16_t *fid);
NODISCARD bool json_field_read_date(const json_t *object, const char *name, int64_t *yyyymmdd);

#endif
