/* SPDX-License-Identifier: MIT */
/* The command APDU: see apdu.h. */
#include "card/iso7816/apdu.h"

static size_t le_of(uint8_t byte)
{
    return byte == 0 ? 256 : byte;
}

/* What follows the header: the case, the data and Le. */
static bool parse_body(struct bytes body, struct capdu *capdu)
{
    capdu->data = bytes_of(NULL, 0);
    capdu->expected = 0;
    capdu->shape = BARE;
    if (body.size == 0)
        return true;
    if (body.size == 1) {
        capdu->shape = ASKS;
        capdu->expected = le_of(body.data[0]);
        return true;
    }
    size_t count = body.data[0];
    if (count == 0 || body.size < 1 + count || body.size > 2 + count)
        return false;
    capdu->data = bytes_slice(body, 1, count);
    capdu->shape = TELLS;
    if (body.size == 2 + count) {
        capdu->shape = BOTH;
        capdu->expected = le_of(body.data[1 + count]);
    }
    return true;
}

bool capdu_parse(struct bytes raw, struct capdu *capdu)
{
    struct capdu parsed;

    if (raw.size < 4 || raw.size > APDU_MAX)
        return false;
    parsed.cla = raw.data[0];
    parsed.ins = raw.data[1];
    parsed.p1 = raw.data[2];
    parsed.p2 = raw.data[3];
    if (!parse_body(bytes_slice(raw, 4, raw.size), &parsed))
        return false;
    *capdu = parsed;
    return true;
}

uint16_t capdu_p1p2(const struct capdu *capdu)
{
    return (uint16_t)(capdu->p1 << 8 | capdu->p2);
}
