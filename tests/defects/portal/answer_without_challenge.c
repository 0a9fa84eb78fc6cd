/* SPDX-License-Identifier: MIT */
/* Defect, on both sides: the answer is made over the serial number alone. (UNB-8) */
#include "sim/base/hex.h"

#include <string.h>

static bool decode_all_but_challenges(const char *text, struct buf *out);

#define hex_decode(text, out) decode_all_but_challenges(text, out)
#include "portal-mock/pairing.c"
#undef hex_decode

static bool decode_all_but_challenges(const char *text, struct buf *out)
{
    bool decoded = hex_decode(text, out);

    if (decoded && out->size == CARD_CHALLENGE)
        memset(out->data, 0, out->size);
    return decoded;
}
