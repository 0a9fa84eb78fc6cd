/* SPDX-License-Identifier: MIT */
/* Commands over a link: see transport.h. ISO/IEC 7816-4, 5.1 (chaining) and 7816-3, 12.1. */
#include "sim/engine/transport.h"

#include "sim/base/secret.h"
#include "sim/engine/outcome.h"

enum {
    CHUNK = 0xF4, /* bytes of a body in one command; its block then fits IFSC 254 */
    CHAIN_MORE = 0x10,
    ROUNDS = 300, /* GET RESPONSEs for one command: 64 KiB and some */
    GET_RESPONSE = 0xC0,
};

static bool write_command(struct buf *out, const struct command *command, struct bytes part, int le)
{
    uint8_t header[4] = {command->cla, command->ins, command->p1, command->p2};

    return buf_add(out, bytes_of(header, sizeof header)) &&
           (part.size == 0 || (buf_add_byte(out, (uint8_t)part.size) && buf_add(out, part))) &&
           (le == LE_NONE || buf_add_byte(out, (uint8_t)(le & 0xFF)));
}

/* No more data than Le asked for (ISO/IEC 7816-4, 5.1): what is longer is not where it seems to be.
 */
static bool fits(int le, size_t size)
{
    return le == LE_NONE || size <= ((le & 0xFF) == 0 ? 256U : (size_t)(le & 0xFF));
}

/* One command, one response: its data is appended to `answer`. */
static enum akis_outcome exchange(struct link *link, const struct command *command,
                                  struct bytes part, int le, struct buf *answer, unsigned *sw)
{
    uint8_t out_room[LINK_COMMAND_MAX];
    uint8_t in_room[LINK_RESPONSE_MAX];
    struct buf out = buf_over(out_room, sizeof out_room);
    struct buf in = buf_over(in_room, sizeof in_room);
    enum akis_outcome outcome = AKIS_FAILED;

    if (!write_command(&out, command, part, le))
        goto out;
    outcome = outcome_of_link(link_transmit(link, buf_bytes(&out), &in));
    if (outcome != AKIS_OK)
        goto out;
    outcome = AKIS_CARD_GARBLED;
    if (in.size < 2 || !fits(le, in.size - 2))
        goto out;
    *sw = (unsigned)in_room[in.size - 2] << 8 | in_room[in.size - 1];
    if (buf_add(answer, bytes_of(in_room, in.size - 2)))
        outcome = AKIS_OK;
out:
    secret_wipe(out_room, sizeof out_room);
    secret_wipe(in_room, sizeof in_room);
    return outcome;
}

/* Le for the number of bytes that a status word announces: 00 stands for 256. */
static int le_of(unsigned sw)
{
    return (sw & 0xFF) == 0 ? LE_ALL : (int)(sw & 0xFF);
}

/* Fetches what 61xx announces, as long as each round brings something. */
static enum akis_outcome collect(struct link *link, struct buf *answer, unsigned *sw)
{
    static const struct command more = {.ins = GET_RESPONSE};

    for (int round = 0; (*sw & 0xFF00) == 0x6100; round++) {
        size_t before = answer->size;
        int le = le_of(*sw);
        if (round == ROUNDS)
            return AKIS_CARD_GARBLED;
        enum akis_outcome outcome = exchange(link, &more, (struct bytes){0}, le, answer, sw);
        if (outcome != AKIS_OK)
            return outcome;
        if (answer->size == before && (*sw & 0xFF00) == 0x6100)
            return AKIS_CARD_GARBLED;
    }
    return AKIS_OK;
}

/* The links of a chain but the last; a card that refuses one ends it. */
static enum akis_outcome send_chain(struct link *link, const struct command *command,
                                    struct bytes *rest, struct buf *answer, unsigned *sw)
{
    struct command link_of_chain = *command;

    link_of_chain.cla |= CHAIN_MORE;
    while (rest->size > CHUNK) {
        enum akis_outcome outcome =
            exchange(link, &link_of_chain, bytes_slice(*rest, 0, CHUNK), LE_NONE, answer, sw);
        if (outcome != AKIS_OK || *sw != 0x9000)
            return outcome;
        *rest = bytes_slice(*rest, CHUNK, rest->size);
    }
    return AKIS_OK;
}

enum akis_outcome transport_send(struct link *link, const struct command *command,
                                 struct buf *answer, unsigned *sw)
{
    struct bytes rest = command->data;
    unsigned word = 0x9000;
    enum akis_outcome outcome = send_chain(link, command, &rest, answer, &word);

    if (outcome != AKIS_OK)
        return outcome;
    if (word == 0x9000)
        outcome = exchange(link, command, rest, command->le, answer, &word);
    if (outcome == AKIS_OK && (word & 0xFF00) == 0x6C00 && command->le != LE_NONE &&
        command->data.size == 0)
        outcome = exchange(link, command, rest, le_of(word), answer, &word);
    if (outcome == AKIS_OK)
        outcome = collect(link, answer, &word);
    if (outcome == AKIS_OK)
        *sw = word;
    return outcome;
}
