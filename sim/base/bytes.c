/* SPDX-License-Identifier: MIT */
/* Runs of bytes: see bytes.h. */
#include "sim/base/bytes.h"

#include <string.h>

struct bytes bytes_of(const void *data, size_t size)
{
    return (struct bytes){data, size};
}

struct bytes bytes_text(const char *text)
{
    return text ? bytes_of(text, strlen(text)) : bytes_of(NULL, 0);
}

struct bytes bytes_slice(struct bytes whole, size_t from, size_t count)
{
    if (from >= whole.size)
        return bytes_of(NULL, 0);
    size_t left = whole.size - from;
    return bytes_of(whole.data + from, count < left ? count : left);
}

bool bytes_equal(struct bytes one, struct bytes other)
{
    if (one.size != other.size)
        return false;
    return one.size == 0 || memcmp(one.data, other.data, one.size) == 0;
}

struct buf buf_over(void *data, size_t capacity)
{
    return (struct buf){data, 0, capacity};
}

struct bytes buf_bytes(const struct buf *buf)
{
    return bytes_of(buf->data, buf->size);
}

bool buf_add(struct buf *buf, struct bytes more)
{
    if (more.size > buf->capacity - buf->size)
        return false;
    if (more.size > 0)
        memmove(buf->data + buf->size, more.data, more.size);
    buf->size += more.size;
    return true;
}

bool buf_add_byte(struct buf *buf, uint8_t byte)
{
    return buf_add(buf, bytes_of(&byte, 1));
}

void buf_clear(struct buf *buf)
{
    buf->size = 0;
}
