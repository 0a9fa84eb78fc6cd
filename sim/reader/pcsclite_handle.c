/* SPDX-License-Identifier: MIT */
/*
 * Who may use a card: connections, shared and exclusive, and their protocol. The rules
 * are pcscd's, as its clients know them.
 */
#include "sim/reader/pcsclite_inside.h"

#include <stdlib.h>

enum { HANDLES_MAX = 200 /* of one client */ };

/* The protocols that an ATR offers; the T=1 cards here name it in TD1. */
static uint32_t offered_protocols(struct bytes atr)
{
    uint32_t offered = 0;
    size_t at = 1;

    while (at < atr.size) {
        unsigned follows = atr.data[at] >> 4;
        size_t next = at;

        for (unsigned bit = 1; bit <= 8; bit <<= 1)
            next += follows & bit ? 1 : 0;
        if (!(follows & 8) || next >= atr.size)
            break;
        offered |= (atr.data[next] & 0x0F) == 1 ? PROTOCOL_T1 : PROTOCOL_T0;
        at = next;
    }
    return offered ? offered : PROTOCOL_T0;
}

/* Agrees on a protocol, if that was not done since the last reset. Locked. */
static enum scard choose_protocol(struct reader *reader, uint32_t wanted)
{
    struct wire_reader *shown = &reader->shown;
    uint32_t common;

    if (wanted & PROTOCOL_RAW) {
        shown->protocol = PROTOCOL_RAW;
        return SCARD_OK;
    }
    if (wanted & PROTOCOL_ANY_OLD)
        wanted = PROTOCOL_T0 | PROTOCOL_T1;
    if (shown->protocol != PROTOCOL_NONE)
        return wanted & shown->protocol ? SCARD_OK : SCARD_PROTO_MISMATCH;
    common = wanted & offered_protocols(bytes_of(shown->atr, shown->atr_size));
    if (!common)
        return SCARD_PROTO_MISMATCH;
    shown->protocol = common & PROTOCOL_T1 ? PROTOCOL_T1 : PROTOCOL_T0;
    return SCARD_OK;
}

static enum scard check_order(uint32_t share, uint32_t protocols)
{
    const uint32_t known = PROTOCOL_T0 | PROTOCOL_T1 | PROTOCOL_RAW | PROTOCOL_ANY_OLD;

    if (share != SHARE_DIRECT && !(protocols & known))
        return SCARD_PROTO_MISMATCH;
    if (share != SHARE_DIRECT && share != SHARE_SHARED && share != SHARE_EXCLUSIVE)
        return SCARD_INVALID_VALUE;
    return SCARD_OK;
}

static int32_t next_id(struct pcsclite_server *server)
{
    server->last_id = (server->last_id + 1) & 0x7FFFFFFF;
    return server->last_id ? (int32_t)server->last_id : next_id(server);
}

static size_t count_handles(const struct client *client)
{
    size_t count = 0;

    for (const struct handle *handle = client->handles; handle; handle = handle->other)
        count++;
    return count;
}

/* Joins the reader; locked. */
static enum scard join(struct client *client, struct reader *reader, uint32_t share,
                       struct handle **handle)
{
    struct handle *made;

    if (share == SHARE_EXCLUSIVE && reader->shown.sharing != SHARING_NONE)
        return SCARD_SHARING_VIOLATION;
    made = count_handles(client) < HANDLES_MAX ? calloc(1, sizeof *made) : NULL;
    if (!made)
        return SCARD_NO_MEMORY;
    made->id = next_id(client->server);
    made->reader = reader;
    made->next = reader->handles;
    reader->handles = made;
    made->other = client->handles;
    client->handles = made;
    if (share == SHARE_EXCLUSIVE) {
        reader->shown.sharing = SHARING_EXCLUSIVE;
        reader->owner = made->id;
        reader->depth = 1;
    } else {
        reader->shown.sharing++;
    }
    client_tell_all(client->server);
    *handle = made;
    return SCARD_OK;
}

/* Whether the card can be connected to; SCARD_UNPOWERED_CARD: once it has power. Locked. */
static enum scard check_card(const struct reader *reader)
{
    if (!(reader->shown.state & STATE_PRESENT))
        return SCARD_NO_SMARTCARD;
    return reader->powered ? SCARD_OK : SCARD_UNPOWERED_CARD;
}

/* Connects to a reader whose card, if one is wanted, has power. Locked. */
static enum scard connect_locked(struct client *client, const struct connect_order *order,
                                 struct handle **handle, uint32_t *protocol)
{
    struct reader *reader = reader_find(client->server, order->reader);
    enum scard result = SCARD_OK;

    if (!reader)
        return SCARD_UNKNOWN_READER;
    if (reader->shown.sharing == SHARING_EXCLUSIVE)
        return SCARD_SHARING_VIOLATION;
    if (!transaction_wait(client, reader, 0))
        return SCARD_SHARING_VIOLATION;
    if (order->share != SHARE_DIRECT)
        result = check_card(reader);
    if (result == SCARD_OK && (order->share != SHARE_DIRECT || order->protocols & PROTOCOL_RAW))
        result = choose_protocol(reader, order->protocols);
    if (result == SCARD_OK)
        result = join(client, reader, order->share, handle);
    if (result == SCARD_OK)
        *protocol = reader->shown.protocol;
    return result;
}

enum scard handle_connect(struct client *client, const struct connect_order *order,
                          struct handle **handle, uint32_t *protocol)
{
    struct pcsclite_server *server = client->server;
    enum scard result = check_order(order->share, order->protocols);
    struct reader *reader;

    if (result != SCARD_OK)
        return result;
    pthread_mutex_lock(&server->lock);
    result = connect_locked(client, order, handle, protocol);
    if (result == SCARD_UNPOWERED_CARD) {
        reader = reader_find(server, order->reader);
        pthread_mutex_unlock(&server->lock);
        if (reader && reader_power_up(server, reader)) {
            pthread_mutex_lock(&server->lock);
            result = connect_locked(client, order, handle, protocol);
        } else {
            pthread_mutex_lock(&server->lock);
        }
    }
    pthread_mutex_unlock(&server->lock);
    return result;
}

/* Goes from exclusive to shared or back; locked. */
static enum scard change_share(struct handle *handle, uint32_t share)
{
    struct reader *reader = handle->reader;
    bool alone = reader->shown.sharing == SHARING_EXCLUSIVE;

    if (share == SHARE_EXCLUSIVE && !alone) {
        if (reader->shown.sharing != 1)
            return SCARD_SHARING_VIOLATION;
        reader->shown.sharing = SHARING_EXCLUSIVE;
        reader->owner = handle->id;
        reader->depth++;
    }
    if (share != SHARE_EXCLUSIVE && alone) {
        reader->shown.sharing = 1;
        reader->depth = reader->depth ? reader->depth - 1 : 0;
        if (!reader->depth)
            reader->owner = 0;
    }
    return SCARD_OK;
}

/* Whether the handle could go on with the card as it is; locked. */
static enum scard check_left_card(const struct reader *reader)
{
    if (reader->shown.state & STATE_ABSENT)
        return SCARD_NO_SMARTCARD;
    return reader->shown.state & STATE_SWALLOWED ? SCARD_UNRESPONSIVE_CARD : SCARD_OK;
}

static enum scard check_reconnect(const struct handle *handle, const struct wire_reconnect *order)
{
    enum scard result = check_order(order->share, order->protocols);

    if (result != SCARD_OK)
        return result;
    if (order->initialization > UNPOWER_CARD)
        return SCARD_INVALID_VALUE;
    result = reader_barrier(handle);
    return result == SCARD_RESET_CARD || result == SCARD_REMOVED_CARD ? SCARD_OK : result;
}

enum scard handle_reconnect(struct client *client, struct handle *handle,
                            const struct wire_reconnect *order, uint32_t *protocol)
{
    struct pcsclite_server *server = client->server;
    struct reader *reader = handle->reader;
    enum scard result;

    pthread_mutex_lock(&server->lock);
    result = check_reconnect(handle, order);
    if (result == SCARD_OK && order->initialization != LEAVE_CARD) {
        reader_befall(reader, SCARD_RESET_CARD);
        pthread_mutex_unlock(&server->lock);
        result = reader_reset(server, reader, (enum scard_disposition)order->initialization);
        pthread_mutex_lock(&server->lock);
    } else if (result == SCARD_OK) {
        result = check_left_card(reader);
    }
    if (result == SCARD_OK && (order->share != SHARE_DIRECT || order->protocols & PROTOCOL_RAW))
        result = choose_protocol(reader, order->protocols);
    if (result == SCARD_OK)
        result = change_share(handle, order->share);
    if (result == SCARD_OK) {
        handle->befallen = SCARD_OK;
        *protocol = reader->shown.protocol;
        client_tell_all(server);
    }
    pthread_mutex_unlock(&server->lock);
    return result;
}
