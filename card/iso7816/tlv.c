/* SPDX-License-Identifier: MIT */
/* BER-TLV: see tlv.h. */
#include "card/iso7816/tlv.h"

#include <string.h>

enum { HEADER_MAX = 5 };

static bool read_byte(struct bytes *rest, uint8_t *byte)
{
    if (rest->size == 0)
        return false;
    *byte = rest->data[0];
    *rest = bytes_slice(*rest, 1, rest->size);
    return true;
}

static bool read_tag(struct bytes *rest, uint16_t *tag)
{
    uint8_t first;
    uint8_t second;

    if (!read_byte(rest, &first))
        return false;
    *tag = first;
    if ((first & 0x1F) != 0x1F)
        return true;
    if (!read_byte(rest, &second) || (second & 0x80))
        return false;
    *tag = (uint16_t)(first << 8 | second);
    return true;
}

static bool read_length(struct bytes *rest, size_t *length)
{
    uint8_t byte;

    if (!read_byte(rest, &byte))
        return false;
    *length = byte;
    if (byte < 0x80)
        return true;
    if (byte != 0x81 && byte != 0x82)
        return false;
    *length = 0;
    for (int left = byte & 0x0F; left > 0; left--) {
        if (!read_byte(rest, &byte))
            return false;
        *length = *length << 8 | byte;
    }
    return true;
}

bool tlv_next(struct bytes *rest, struct tlv *tlv)
{
    struct bytes at = *rest;
    uint16_t tag;
    size_t length;

    if (!read_tag(&at, &tag) || !read_length(&at, &length) || length > at.size)
        return false;
    tlv->tag = tag;
    tlv->value = bytes_slice(at, 0, length);
    *rest = bytes_slice(at, length, at.size);
    return true;
}

bool tlv_find(struct bytes from, uint16_t tag, struct bytes *value)
{
    struct tlv tlv;

    while (tlv_next(&from, &tlv)) {
        if (tlv.tag == tag) {
            *value = tlv.value;
            return true;
        }
    }
    return false;
}

/* Writes tag and length; the header's size. */
static size_t header_of(uint16_t tag, size_t length, uint8_t header[HEADER_MAX])
{
    size_t size = 0;

    if (tag > 0xFF)
        header[size++] = (uint8_t)(tag >> 8);
    header[size++] = (uint8_t)tag;
    if (length >= 0x100) {
        header[size++] = 0x82;
        header[size++] = (uint8_t)(length >> 8);
    } else if (length >= 0x80) {
        header[size++] = 0x81;
    }
    header[size++] = (uint8_t)length;
    return size;
}

bool tlv_put(struct buf *out, uint16_t tag, struct bytes value)
{
    size_t start = out->size;

    if (buf_add(out, value) && tlv_wrap(out, start, tag))
        return true;
    out->size = start;
    return false;
}

bool tlv_wrap(struct buf *out, size_t start, uint16_t tag)
{
    uint8_t header[HEADER_MAX];
    size_t length = out->size - start;
    size_t size = header_of(tag, length, header);

    if (length > 0xFFFF || size > out->capacity - out->size)
        return false;
    memmove(out->data + start + size, out->data + start, length);
    memcpy(out->data + start, header, size);
    out->size += size;
    return true;
}
