/* SPDX-License-Identifier: MIT */
/* The answer to reset (ISO/IEC 7816-3, 8.2): enough of it to tell a sound one. */
#ifndef CARD_ISO7816_ATR_H
#define CARD_ISO7816_ATR_H

#include "sim/base/bytes.h"

enum { ATR_MAX = 33 };

struct atr {
    bool t1;                 /* some TD offers T=1 */
    bool checked;            /* TCK is present */
    uint8_t check;           /* the TCK that the other bytes ask for */
    struct bytes historical; /* a view into what was parsed */
};

/* False when the bytes end early or late, or TCK is wrong; then `atr` is untouched. */
NODISCARD bool atr_parse(struct bytes raw, struct atr *atr);

#endif
