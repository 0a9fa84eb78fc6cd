/* SPDX-License-Identifier: MIT */
/* Hexadecimal digits: see hex.h. */
#include "sim/base/hex.h"

bool hex_encode(struct bytes bytes, char *text, size_t size)
{
    static const char digits[] = "0123456789ABCDEF";

    if (size == 0 || bytes.size > (size - 1) / 2)
        return false;
    for (size_t i = 0; i < bytes.size; i++) {
        text[2 * i] = digits[bytes.data[i] >> 4];
        text[2 * i + 1] = digits[bytes.data[i] & 0x0F];
    }
    text[2 * bytes.size] = '\0';
    return true;
}

/* The value of one digit, or -1. */
static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool hex_decode(const char *text, struct buf *out)
{
    size_t before = out->size;

    while (*text != '\0') {
        if (*text == ' ') {
            text++;
            continue;
        }
        int high = digit(text[0]);
        int low = high < 0 ? -1 : digit(text[1]);
        if (low < 0 || !buf_add_byte(out, (uint8_t)(high << 4 | low))) {
            out->size = before;
            return false;
        }
        text += 2;
    }
    return true;
}
