/* SPDX-License-Identifier: MIT */
/* Braces around hexadecimal. */
#include "conformance/stage/apdu.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/hex.h"

static bool read_part(const char *text, size_t length, struct buf *out)
{
    char part[1200];

    if (length >= sizeof part)
        return false;
    memcpy(part, text, length);
    part[length] = '\0';
    return hex_decode(part, out);
}

bool apdu_read(const char *text, struct buf *command)
{
    const char *open = strchr(text, '{');
    const char *close = open ? strchr(open, '}') : NULL;
    uint8_t room[256];
    struct buf body = buf_over(room, sizeof room);

    if (!open)
        return hex_decode(text, command);
    return close && read_part(text, (size_t)(open - text), command) &&
           read_part(open + 1, (size_t)(close - open - 1), &body) && body.size <= 255 &&
           buf_add_byte(command, (uint8_t)body.size) && buf_add(command, buf_bytes(&body)) &&
           hex_decode(close + 1, command);
}
