/* SPDX-License-Identifier: MIT */
/*
 * BER-TLV (ISO/IEC 7816-4, 5.2.2): a reader that walks borrowed bytes, and a writer that
 * builds from the inside out. Tags of one or two bytes, lengths up to 65535.
 */
#ifndef CARD_ISO7816_TLV_H
#define CARD_ISO7816_TLV_H

#include "sim/base/bytes.h"

struct tlv {
    uint16_t tag;
    struct bytes value; /* a view into what was read */
};

/* Takes the first object off `rest`. False at the end or on malformed bytes; then nothing
 * changed. */
NODISCARD bool tlv_next(struct bytes *rest, struct tlv *tlv);

/* The first object of that tag at this level; false when there is none. */
NODISCARD bool tlv_find(struct bytes from, uint16_t tag, struct bytes *value);

/* Appends one object. False when it does not fit; then nothing was appended. */
NODISCARD bool tlv_put(struct buf *out, uint16_t tag, struct bytes value);

/* Puts a tag and a length before all that `out` holds from `start` on: what was written
 * there becomes the value of one object. False when it does not fit; nothing changed. */
NODISCARD bool tlv_wrap(struct buf *out, size_t start, uint16_t tag);

#endif
