/* SPDX-License-Identifier: MIT */
/* One field of a JSON object: see json_field.h. */
#include "card/json_field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/calendar.h"
#include "sim/base/hex.h"
#include "sim/base/secret.h"

json_t *json_field_bytes(struct bytes bytes)
{
    char *text = malloc(2 * bytes.size + 1);
    json_t *string = NULL;

    if (text && hex_encode(bytes, text, 2 * bytes.size + 1))
        string = json_string(text);
    if (text)
        secret_wipe(text, 2 * bytes.size);
    free(text);
    return string;
}

void json_field_date(uint32_t yyyymmdd, char text[11])
{
    (void)snprintf(text, 11, "%04u-%02u-%02u", yyyymmdd / 10000 % 10000, yyyymmdd / 100 % 100,
                   yyyymmdd % 100);
}

static const char *text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

bool json_field_read_bytes(const json_t *object, const char *name, struct buf *out)
{
    const char *text = text_of(object, name);

    return text && hex_decode(text, out);
}

bool json_field_exact(const json_t *object, const char *name, uint8_t *out, size_t size)
{
    struct buf room = buf_over(out, size);

    return json_field_read_bytes(object, name, &room) && room.size == size;
}

bool json_field_number(const json_t *object, const char *name, int64_t least, int64_t most,
                       int64_t *value)
{
    const json_t *number = json_object_get(object, name);

    if (!json_is_integer(number) || json_integer_value(number) < least ||
        json_integer_value(number) > most)
        return false;
    *value = json_integer_value(number);
    return true;
}

bool json_field_word(const json_t *object, const char *name, const char *const *words,
                     uint8_t *place)
{
    const char *text = text_of(object, name);

    for (uint8_t i = 0; text && words[i]; i++) {
        if (strcmp(words[i], text) == 0) {
            *place = i;
            return true;
        }
    }
    return false;
}

bool json_field_fid(const json_t *object, const char *name, uint16_t *fid)
{
    uint8_t raw[2];

    if (!json_field_exact(object, name, raw, 2))
        return false;
    *fid = (uint16_t)(raw[0] << 8 | raw[1]);
    return true;
}

bool json_field_read_date(const json_t *object, const char *name, int64_t *yyyymmdd)
{
    const char *text = text_of(object, name);
    unsigned year;
    unsigned month;
    unsigned day;
    int end = 0;

    if (!text || strlen(text) != 10 ||
        sscanf(text, "%4u-%2u-%2u%n", &year, &month, &day, &end) != 3 || end != 10)
        return false;
    *yyyymmdd = (int64_t)year * 10000 + month * 100 + day;
    return calendar_is_date(*yyyymmdd);
}
