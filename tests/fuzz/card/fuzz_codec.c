/* SPDX-License-Identifier: MIT */
/* BER-TLV, command APDUs, ATRs: what is read can be written again, and is the same. */
#include <string.h>

#include "card/iso7816/apdu.h"
#include "card/iso7816/atr.h"
#include "card/iso7816/tlv.h"
#include "tests/fuzz/card/home.h"
#include "tests/fuzz/target.h"

enum { DEPTH = 8 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

static void walk(struct bytes rest, unsigned depth)
{
    static uint8_t room[70000];
    struct tlv tlv;

    while (tlv_next(&rest, &tlv)) {
        struct buf out = buf_over(room, sizeof room);
        struct tlv again;
        must(tlv_put(&out, tlv.tag, tlv.value));
        struct bytes written = buf_bytes(&out);
        must(tlv_next(&written, &again) && written.size == 0 && again.tag == tlv.tag);
        must(bytes_equal(again.value, tlv.value));
        if (depth > 0)
            walk(tlv.value, depth - 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes raw = bytes_of(data, size);
    struct capdu capdu;
    struct atr atr;

    walk(raw, DEPTH);
    if (capdu_parse(raw, &capdu))
        must(capdu.data.size <= 255 && capdu.expected <= 256 && size >= 4 + capdu.data.size);
    if (atr_parse(raw, &atr))
        must(atr.historical.size <= 15 && (!atr.checked || atr.check == data[size - 1]));
    return 0;
}
