/* SPDX-License-Identifier: MIT */
/*
 * VERIFY by the reader's PIN pad: the digits go from the pad to the card; the program gets
 * the status word alone. While somebody types no lock is held, so the card may be taken out.
 */
#include "sim/reader/pcsclite_inside.h"

#include "sim/base/secret.h"
#include "sim/reader/pinpad.h"

enum {
    SLICE = 50 /* milliseconds between two looks at client and card */,
    TYPED_MAX = 32,

    /* Status words of the pad's own (PC/SC part 10, 2.5.1). */
    PAD_TIMED_OUT = 0x6400,
    PAD_CANCELLED = 0x6401,
    PAD_WRONG_SIZE = 0x6403,
    PAD_NOT_UNDERSTOOD = 0x6B80,
};

static enum scard say(struct buf *answer, unsigned word)
{
    const uint8_t bytes[] = {(uint8_t)(word >> 8), (uint8_t)word};

    return buf_add(answer, bytes_of(bytes, sizeof bytes)) ? SCARD_OK : SCARD_INSUFFICIENT_BUFFER;
}

/* Whether the client may go on with a card that is there; locked. */
static enum scard may_ask(const struct client *client, const struct handle *handle)
{
    enum scard result = reader_barrier(handle);

    if (client_has_left(client))
        return SCARD_CANCELLED;
    if (result == SCARD_OK && !handle->reader->powered)
        return handle->reader->shown.state & STATE_PRESENT ? SCARD_UNPOWERED_CARD
                                                           : SCARD_NO_SMARTCARD;
    return result;
}

/* The pad is this client's until it is given back; another's question meanwhile is refused. */
static enum scard take_pad(struct client *client, const struct handle *handle)
{
    enum scard result;

    pthread_mutex_lock(&client->server->lock);
    result = may_ask(client, handle);
    if (result == SCARD_OK && handle->reader->pad_in_use)
        result = SCARD_SHARING_VIOLATION;
    if (result == SCARD_OK)
        handle->reader->pad_in_use = true;
    pthread_mutex_unlock(&client->server->lock);
    return result;
}

static void give_pad_back(struct client *client, const struct handle *handle)
{
    pthread_mutex_lock(&client->server->lock);
    handle->reader->pad_in_use = false;
    pthread_mutex_unlock(&client->server->lock);
}

static enum scard ask(struct client *client, const struct handle *handle, unsigned seconds,
                      struct buf *digits, enum pcsclite_key *key)
{
    const struct pcsclite_pad *pad = &handle->reader->pad;
    int64_t end = reader_now() + (int64_t)seconds * 1000;
    enum scard result = SCARD_OK;

    *key = PCSCLITE_KEY_NONE;
    while (result == SCARD_OK && *key == PCSCLITE_KEY_NONE && reader_now() < end) {
        *key = pad->ask(pad->context, SLICE, digits);
        pthread_mutex_lock(&client->server->lock);
        result = may_ask(client, handle);
        pthread_mutex_unlock(&client->server->lock);
    }
    return result;
}

static enum scard send_digits(struct client *client, const struct handle *handle,
                              const struct pinpad_order *order, struct bytes digits,
                              struct buf *answer)
{
    uint8_t room[PINPAD_COMMAND_MAX];
    struct buf command = buf_over(room, sizeof room);
    enum scard result;

    if (!pinpad_build(order, digits, &command))
        return say(answer, PAD_WRONG_SIZE);
    result = reader_transmit(client->server, handle, PROTOCOL_ANY_OLD, buf_bytes(&command), answer);
    secret_wipe(room, sizeof room);
    return result;
}

static enum scard ask_and_send(struct client *client, const struct handle *handle,
                               const struct pinpad_order *order, struct buf *answer)
{
    uint8_t room[TYPED_MAX];
    struct buf digits = buf_over(room, sizeof room);
    enum pcsclite_key key;
    enum scard result = ask(client, handle, order->seconds, &digits, &key);

    if (result == SCARD_OK && key == PCSCLITE_KEY_OK)
        result = send_digits(client, handle, order, buf_bytes(&digits), answer);
    else if (result == SCARD_OK)
        result = say(answer, key == PCSCLITE_KEY_CANCEL ? PAD_CANCELLED : PAD_TIMED_OUT);
    secret_wipe(room, sizeof room);
    return result;
}

enum scard pinpad_verify(struct client *client, const struct handle *handle, struct bytes structure,
                         struct buf *answer)
{
    struct pinpad_order order;
    enum scard result;

    if (!handle->reader->pad.ask)
        return SCARD_UNSUPPORTED_FEATURE;
    switch (pinpad_read(structure, &order)) {
    case PINPAD_OK:
        break;
    case PINPAD_MALFORMED:
        return SCARD_INVALID_VALUE;
    case PINPAD_UNSUPPORTED:
        return say(answer, PAD_NOT_UNDERSTOOD);
    }
    result = take_pad(client, handle);
    if (result != SCARD_OK)
        return result;
    result = ask_and_send(client, handle, &order, answer);
    give_pad_back(client, handle);
    return result;
}
