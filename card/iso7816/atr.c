/* SPDX-License-Identifier: MIT */
/* The answer to reset: see atr.h. */
#include "card/iso7816/atr.h"

/* How many of TA, TB, TC the upper half of T0 or TDi announces. */
static unsigned interface_bytes(unsigned td)
{
    return (td >> 4 & 1) + (td >> 5 & 1) + (td >> 6 & 1);
}

static uint8_t check_of(struct bytes raw)
{
    uint8_t check = 0;

    for (size_t i = 1; i + 1 < raw.size; i++)
        check ^= raw.data[i];
    return check;
}

bool atr_parse(struct bytes raw, struct atr *atr)
{
    struct atr parsed = {
        false, false, 0, {NULL, 0}
    };
    size_t at = 1;

    if (raw.size < 2 || raw.size > ATR_MAX || (raw.data[0] != 0x3B && raw.data[0] != 0x3F))
        return false;
    size_t historical = raw.data[1] & 0x0F;
    uint8_t td = raw.data[1];
    while (td & 0x80) {
        at += interface_bytes(td) + 1;
        if (at >= raw.size)
            return false;
        td = raw.data[at];
        parsed.t1 = parsed.t1 || (td & 0x0F) == 1;
        parsed.checked = parsed.checked || (td & 0x0F) != 0;
    }
    at += interface_bytes(td) + 1;
    if (at + historical + (parsed.checked ? 1 : 0) != raw.size)
        return false;
    parsed.historical = bytes_slice(raw, at, historical);
    parsed.check = check_of(raw);
    if (parsed.checked && raw.data[raw.size - 1] != parsed.check)
        return false;
    *atr = parsed;
    return true;
}
