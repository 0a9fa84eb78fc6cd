/* SPDX-License-Identifier: MIT */
/* BER-TLV: see tlv.h. ITU-T X.690, 8.1. */
#include "sim/engine/tlv.h"

/* Reads the tag; gives the bytes it took, 0 when there is none. */
static size_t read_tag(struct bytes bytes, unsigned *tag)
{
    if (bytes.size == 0 || bytes.data[0] == 0x00 || bytes.data[0] == 0xFF)
        return 0;
    *tag = bytes.data[0];
    if ((bytes.data[0] & 0x1F) != 0x1F)
        return 1;
    if (bytes.size < 2 || bytes.data[1] & 0x80)
        return 0;
    *tag = *tag << 8 | bytes.data[1];
    return 2;
}

/* Reads the length; gives the bytes it took, 0 when there is none. */
static size_t read_length(struct bytes bytes, size_t *length)
{
    if (bytes.size == 0)
        return 0;
    if (bytes.data[0] < 0x80) {
        *length = bytes.data[0];
        return 1;
    }
    size_t count = bytes.data[0] & 0x7F;
    if (count == 0 || count > 3 || bytes.size < 1 + count)
        return 0;
    *length = 0;
    for (size_t i = 1; i <= count; i++)
        *length = *length << 8 | bytes.data[i];
    return 1 + count;
}

bool tlv_next(struct bytes *rest, struct tlv *tlv)
{
    unsigned tag = 0;
    size_t length = 0;
    size_t tag_size = read_tag(*rest, &tag);

    if (tag_size == 0)
        return false;
    size_t head = read_length(bytes_slice(*rest, tag_size, rest->size), &length);
    if (head == 0 || length > rest->size - tag_size - head)
        return false;
    head += tag_size;
    *tlv =
        (struct tlv){tag, bytes_slice(*rest, head, length), bytes_slice(*rest, 0, head + length)};
    *rest = bytes_slice(*rest, head + length, rest->size);
    return true;
}

bool tlv_find(struct bytes bytes, unsigned tag, struct tlv *tlv)
{
    struct tlv each;

    while (tlv_next(&bytes, &each)) {
        if (each.tag == tag) {
            *tlv = each;
            return true;
        }
    }
    return false;
}
