/* SPDX-License-Identifier: MIT */
/* Walks BER-TLV as cards and PKCS#15 files hold it: definite lengths, tags of one or two bytes. */
#ifndef SIM_ENGINE_TLV_H
#define SIM_ENGINE_TLV_H

#include "sim/base/bytes.h"

struct tlv {
    unsigned tag;       /* 0x30, 0xA1, 0x7F49 */
    struct bytes value; /* borrowed from what is walked */
    struct bytes whole; /* the same with tag and length */
};

/* Takes the first object off `rest`. False at the end, and on anything malformed; then both are
 * untouched. */
NODISCARD bool tlv_next(struct bytes *rest, struct tlv *tlv);

/* The first object with that tag in `bytes`, on this level. */
NODISCARD bool tlv_find(struct bytes bytes, unsigned tag, struct tlv *tlv);

#endif
