/* SPDX-License-Identifier: MIT */
/* Defect: the rest of a signature waits for GET RESPONSE, whatever comes in between. (PIN-5) */
#define chain_exchange chain_exchange_right
#include "card/chain.c"
#undef chain_exchange

enum { INS_LOGOUT = 0x1A };

enum sw chain_exchange(struct card *card, struct bytes raw, struct buf *response)
{
    struct wire before = card->state.session.wire;
    enum sw sw = chain_exchange_right(card, raw, response);

    if (raw.size > 1 && raw.data[1] == INS_LOGOUT)
        card->state.session.wire = before;
    return sw;
}
