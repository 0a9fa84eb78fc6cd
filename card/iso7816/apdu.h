/* SPDX-License-Identifier: MIT */
/*
 * The command APDU, taken apart once (ISO/IEC 7816-3, 12.1: cases 1 to 4, short lengths
 * alone). Nobody behind it sees a length byte.
 */
#ifndef CARD_ISO7816_APDU_H
#define CARD_ISO7816_APDU_H

#include "sim/base/bytes.h"

/* The four cases as bits, so that a table can name the ones it accepts. */
enum apdu_shape {
    BARE = 1,  /* case 1: neither data nor answer */
    ASKS = 2,  /* case 2: an answer */
    TELLS = 4, /* case 3: data */
    BOTH = 8,  /* case 4: data and an answer */
};

enum {
    APDU_MAX = 261,
    CLA_CHAIN = 0x10, /* the bit that says: more of this command follows */
};

struct capdu {
    uint8_t cla;
    uint8_t ins;
    uint8_t p1;
    uint8_t p2;
    enum apdu_shape shape;
    struct bytes data; /* a view into what was parsed */
    size_t expected;   /* Le: 1 to 256; 0 when no answer is asked for */
};

/* False on bytes that are no short APDU; then `capdu` is untouched. */
NODISCARD bool capdu_parse(struct bytes raw, struct capdu *capdu);

/* P1 and P2 as one number. */
uint16_t capdu_p1p2(const struct capdu *capdu);

#endif
