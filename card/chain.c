/* SPDX-License-Identifier: MIT */
/* Chained commands and long answers: see chain.h. */
#include "card/chain.h"

#include <string.h>

#include "sim/base/secret.h"

enum { INS_GET_RESPONSE = 0xC0, INS_SELECT = 0xA4 };

static size_t answer_max(const struct card *card)
{
    int64_t rule = card->state.policy.answer_max;

    return rule > 0 ? (size_t)rule : card->profile->answer_max;
}

static void drop_chain(struct wire *wire)
{
    secret_wipe(wire->chain, wire->chain_size);
    wire->chain_size = 0;
    wire->chaining = false;
}

static void drop_answer(struct wire *wire)
{
    secret_wipe(wire->answer, wire->answer_size);
    wire->answer_size = 0;
    wire->answer_sent = 0;
}

/* Keeps one piece. Another command than the one begun ends the chain. */
static enum sw keep_piece(struct wire *wire, const struct capdu *in)
{
    uint8_t head[4] = {(uint8_t)(in->cla & ~CLA_CHAIN), in->ins, in->p1, in->p2};

    if (wire->chaining && !bytes_equal(bytes_of(head, sizeof head),
                                       bytes_of(wire->chain_head, sizeof wire->chain_head))) {
        drop_chain(wire);
        return SW_LAST_OF_CHAIN;
    }
    if (wire->chain_size + in->data.size > CHAIN_ROOM) {
        drop_chain(wire);
        return SW_WRONG_LENGTH;
    }
    memcpy(wire->chain_head, head, sizeof head);
    wire->chaining = true;
    if (in->data.size > 0)
        memcpy(wire->chain + wire->chain_size, in->data.data, in->data.size);
    wire->chain_size = (uint16_t)(wire->chain_size + in->data.size);
    return SW_OK;
}

enum sw chain_deliver(struct card *card, size_t expected, enum sw done, struct buf *response)
{
    struct wire *wire = &card->state.session.wire;
    size_t most = expected < answer_max(card) ? expected : answer_max(card);
    struct bytes piece =
        bytes_slice(bytes_of(wire->answer, wire->answer_size), wire->answer_sent, most);

    if (!buf_add(response, piece))
        return SW_UNKNOWN;
    wire->answer_sent = (uint16_t)(wire->answer_sent + piece.size);
    size_t left = (size_t)(wire->answer_size - wire->answer_sent);
    if (left > 0)
        return sw_with(SW_MORE, left > 255 ? 0 : (unsigned)left);
    drop_answer(wire);
    return done;
}

/* Runs one whole command and begins to hand out its answer. */
static enum sw run(struct card *card, const struct capdu *in, struct buf *response)
{
    struct wire *wire = &card->state.session.wire;
    struct buf answer = buf_over(wire->answer, sizeof wire->answer);

    if (in->ins != INS_GET_RESPONSE)
        drop_answer(wire);
    else
        answer.size = wire->answer_size;
    enum sw sw = card_obey(card, in, &answer);
    bool good = sw == SW_OK || sw == SW_END_OF_FILE;
    wire->answer_size = (uint16_t)(good ? answer.size : 0);
    if (in->ins == INS_SELECT && in->expected == 0)
        drop_answer(wire);
    if (!good || wire->answer_size == 0)
        return sw;
    return chain_deliver(card, in->expected, sw, response);
}

enum sw chain_exchange(struct card *card, struct bytes raw, struct buf *response)
{
    struct wire *wire = &card->state.session.wire;
    const struct command *row = NULL;
    struct capdu in = {0};

    bool parsed = capdu_parse(raw, &in);
    session_before(card, in.ins);
    if (!parsed)
        return SW_WRONG_LENGTH;
    if (!(in.cla & CLA_CHAIN) && !wire->chaining)
        return run(card, &in, response);
    bool last = !(in.cla & CLA_CHAIN);
    enum sw sw = card_admit(card, &in, &row);
    if (sw == SW_OK)
        sw = keep_piece(wire, &in);
    if (sw != SW_OK || !last)
        return sw;
    in.data = bytes_of(wire->chain, wire->chain_size);
    in.shape = in.shape == BARE ? TELLS : in.shape == ASKS ? BOTH : in.shape;
    sw = run(card, &in, response);
    drop_chain(wire);
    return sw;
}
