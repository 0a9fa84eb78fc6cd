/* SPDX-License-Identifier: MIT */
/* GET DATA: what the card says of itself, to anyone, in every phase of its life. */
#include <string.h>

#include "card/state.h"

enum {
    TAG_LIFE = 0x0104,
    TAG_IDENTITY = 0x0106,
    LIFE_SIZE = 0x0A,
    LIFE_PHASE_AT = 6,
    IDENTITY_SIZE = 0x4D,
    IDENTITY_SERIAL_AT = 55,
    DATE_SIZE = 8,
};

static enum sw put_life(const struct card *card, struct buf *out)
{
    uint8_t data[LIFE_SIZE] = {0};

    data[LIFE_PHASE_AT] = card->state.identity.phase;
    return buf_add(out, bytes_of(data, sizeof data)) ? SW_OK : SW_UNKNOWN;
}

/* The production date as eight ASCII digits at 0 [mock], the serial number at 55. */
static enum sw put_identity(const struct card *card, struct buf *out)
{
    const struct identity *identity = &card->state.identity;
    uint8_t data[IDENTITY_SIZE] = {0};
    uint32_t date = identity->produced;

    for (size_t i = DATE_SIZE; i > 0; i--) {
        data[i - 1] = (uint8_t)('0' + date % 10);
        date /= 10;
    }
    memcpy(data + IDENTITY_SERIAL_AT, identity->serial, SERIAL_SIZE);
    return buf_add(out, bytes_of(data, sizeof data)) ? SW_OK : SW_UNKNOWN;
}

enum sw cmd_get_data(struct card *card, const struct capdu *in, struct buf *out)
{
    switch (capdu_p1p2(in)) {
    case TAG_LIFE:
        return put_life(card, out);
    case TAG_IDENTITY:
        return put_identity(card, out);
    default:
        return SW_NO_REFERENCE;
    }
}
