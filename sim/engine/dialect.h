/* SPDX-License-Identifier: MIT */
/*
 * The AKİS versions a client tells apart: by the ATR, and what differs on the wire. An
 * unknown newer card of a known family is taken by its pattern. Sources: AKIS-FACTS.
 */
#ifndef SIM_ENGINE_DIALECT_H
#define SIM_ENGINE_DIALECT_H

#include "sim/base/bytes.h"

/* How key references and PINs travel. */
enum wire {
    WIRE_V1, /* MSE 22 C3 key without a body, padded block; length-prefixed CHANGE */
    WIRE_V2, /* MSE SET with templates, the card pads; plain CHANGE */
};

struct dialect {
    const char *version;
    const char *atr; /* hexadecimal, '.' stands for any digit; all of it */
    enum wire wire;
    uint8_t pin;       /* P2 of VERIFY and RESET RETRY COUNTER */
    uint8_t change;    /* P2 of CHANGE REFERENCE DATA for the PIN */
    uint8_t puk;       /* … and for the PUK */
    uint8_t df_p1;     /* P1 of SELECT for a DF under the MF */
    uint8_t chunk;     /* bytes for READ BINARY */
    uint8_t key_base;  /* the first key's reference when no PKCS#15 file tells */
    uint8_t admin_key; /* P2 of EXTERNAL AUTHENTICATE for the portal's unlock */
};

/* The row whose pattern the ATR fits, exact ones first; NULL: no AKİS card. */
const struct dialect *dialect_of(struct bytes atr);

#endif
