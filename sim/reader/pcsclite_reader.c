/* SPDX-License-Identifier: MIT */
/*
 * The card in a reader: its power, its state as clients see it, and the one place where
 * its link is used.
 *
 *     absent --insert--> powered --idle for a while--> unpowered --connect--> powered
 *                           |                                       '--mute--> swallowed
 *     any    --remove--> absent
 *
 * A card without a connection loses its power after GRACE, and with it what was verified,
 * as with pcscd.
 */
#include "sim/reader/pcsclite_inside.h"

#include <string.h>
#include <sys/eventfd.h>
#include <time.h>

enum { GRACE = 600 /* milliseconds */, EVENTS_MAX = 0xFFFF };

int64_t reader_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct reader *reader_find(struct pcsclite_server *server, const char *name)
{
    for (unsigned i = 0; i < server->reader_count; i++)
        if (*name && strcmp(server->readers[i].shown.name, name) == 0)
            return &server->readers[i];
    return NULL;
}

enum scard reader_barrier(const struct handle *handle)
{
    const struct reader *reader = handle->reader;

    if (!*reader->shown.name)
        return SCARD_READER_UNAVAILABLE;
    if (reader->owner && reader->owner != handle->id)
        return SCARD_SHARING_VIOLATION;
    return handle->befallen;
}

void reader_befall(struct reader *reader, enum scard what)
{
    for (struct handle *handle = reader->handles; handle; handle = handle->next)
        handle->befallen = what;
}

void reader_show_empty(struct reader *reader)
{
    memset(&reader->shown, 0, sizeof reader->shown);
    memcpy(reader->shown.name, reader->name, sizeof reader->shown.name);
    reader->shown.state = STATE_ABSENT;
}

/* What clients see of a card that was just powered; locked. */
static void show_atr(struct reader *reader, struct bytes atr)
{
    memset(reader->shown.atr, 0, sizeof reader->shown.atr);
    if (atr.size)
        memcpy(reader->shown.atr, atr.data, atr.size);
    reader->shown.atr_size = (uint32_t)atr.size;
    reader->shown.protocol = PROTOCOL_NONE;
    reader->shown.state =
        STATE_PRESENT | (uint32_t)(atr.size ? STATE_POWERED | STATE_NEGOTIABLE : STATE_SWALLOWED);
    reader->powered = atr.size > 0;
}

/* Resets the card the link leads to; the ATR stays empty when it is mute. reader->card is held. */
static void learn_atr(struct reader *reader, struct buf *atr)
{
    if (link_reset(reader->link, atr) != LINK_OK)
        buf_clear(atr);
}

/* Resets the card and shows what came of it; reader->card is held. */
static enum scard power(struct pcsclite_server *server, struct reader *reader)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);
    enum scard result = SCARD_NO_SMARTCARD;

    if (!reader->link)
        return result;
    learn_atr(reader, &atr);
    pthread_mutex_lock(&server->lock);
    if (reader->link_insertion == reader->insertion) {
        show_atr(reader, buf_bytes(&atr));
        result = atr.size ? SCARD_OK : SCARD_UNRESPONSIVE_CARD;
    }
    pthread_mutex_unlock(&server->lock);
    return result;
}

bool reader_power_up(struct pcsclite_server *server, struct reader *reader)
{
    bool powered;

    pthread_mutex_lock(&reader->card);
    pthread_mutex_lock(&server->lock);
    powered = reader->powered;
    pthread_mutex_unlock(&server->lock);
    if (!powered)
        powered = power(server, reader) == SCARD_OK;
    pthread_mutex_unlock(&reader->card);
    return powered;
}

/* Shows a card without power; reader->card is held. */
static enum scard take_power(struct pcsclite_server *server, struct reader *reader)
{
    if (!reader->link)
        return SCARD_NO_SMARTCARD;
    pthread_mutex_lock(&server->lock);
    reader->powered = false;
    reader->shown.protocol = PROTOCOL_NONE;
    pthread_mutex_unlock(&server->lock);
    (void)!link_power_off(reader->link);
    return SCARD_OK;
}

enum scard reader_reset(struct pcsclite_server *server, struct reader *reader,
                        enum scard_disposition how)
{
    enum scard result = SCARD_OK;

    pthread_mutex_lock(&reader->card);
    if (how == UNPOWER_CARD)
        result = take_power(server, reader);
    if (result == SCARD_OK)
        result = power(server, reader);
    pthread_mutex_unlock(&reader->card);
    return result;
}

void reader_power_down(struct pcsclite_server *server, struct reader *reader)
{
    pthread_mutex_lock(&reader->card);
    (void)take_power(server, reader);
    pthread_mutex_unlock(&reader->card);
}

/* Whether a powered card has no connection; locked. */
static bool is_idle(const struct reader *reader)
{
    return reader->powered && !reader->handles;
}

int reader_rest(struct pcsclite_server *server, struct reader *reader)
{
    int64_t left;
    bool idle;

    pthread_mutex_lock(&server->lock);
    idle = is_idle(reader);
    left = reader->idle_since + GRACE - reader_now();
    pthread_mutex_unlock(&server->lock);
    if (!idle || left > 0)
        return idle ? (int)left : -1;

    pthread_mutex_lock(&reader->card);
    pthread_mutex_lock(&server->lock);
    idle = is_idle(reader);
    pthread_mutex_unlock(&server->lock);
    if (idle)
        (void)take_power(server, reader);
    pthread_mutex_unlock(&reader->card);
    return -1;
}

/* What a link's result says to a client; the card was the one meant. */
static enum scard meaning(enum link_result result)
{
    switch (result) {
    case LINK_OK:
        return SCARD_OK;
    case LINK_NO_CARD:
        return SCARD_NO_SMARTCARD;
    case LINK_REMOVED:
        return SCARD_REMOVED_CARD;
    case LINK_WAS_RESET:
        return SCARD_RESET_CARD;
    case LINK_BUSY:
        return SCARD_SHARING_VIOLATION;
    case LINK_FAILED:
    case LINK_TIMEOUT:
    case LINK_GARBLED:
        return SCARD_NOT_TRANSACTED;
    }
    return SCARD_NOT_TRANSACTED;
}

/* Whether the handle may send a command with this protocol now; locked. */
static enum scard may_transmit(const struct handle *handle, uint32_t protocol)
{
    const struct wire_reader *shown = &handle->reader->shown;
    enum scard result = reader_barrier(handle);

    if (result != SCARD_OK || protocol == PROTOCOL_RAW)
        return result;
    if (shown->state & STATE_ABSENT)
        return SCARD_NO_SMARTCARD;
    if (protocol != PROTOCOL_ANY_OLD && protocol != shown->protocol)
        return SCARD_PROTO_MISMATCH;
    return SCARD_OK;
}

enum scard reader_transmit(struct pcsclite_server *server, const struct handle *handle,
                           uint32_t protocol, struct bytes command, struct buf *response)
{
    struct reader *reader = handle->reader;
    enum scard result;
    unsigned insertion;

    pthread_mutex_lock(&server->lock);
    result = may_transmit(handle, protocol);
    insertion = reader->insertion;
    pthread_mutex_unlock(&server->lock);
    if (result != SCARD_OK)
        return result;

    pthread_mutex_lock(&reader->card);
    if (!reader->link || reader->link_insertion != insertion)
        result = SCARD_REMOVED_CARD;
    else
        result = meaning(link_transmit(reader->link, command, response));
    pthread_mutex_unlock(&reader->card);

    pthread_mutex_lock(&server->lock);
    if (reader->insertion != insertion)
        result = SCARD_REMOVED_CARD;
    if (result == SCARD_RESET_CARD)
        reader_befall(reader, result); /* by somebody beyond the link: news for all */
    pthread_mutex_unlock(&server->lock);
    return result;
}

static void count_event(struct reader *reader)
{
    reader->shown.events = (reader->shown.events + 1) & EVENTS_MAX;
}

/* The card is gone for all that clients can see; locked. */
static void show_absent(struct reader *reader)
{
    count_event(reader);
    reader_befall(reader, SCARD_REMOVED_CARD);
    memset(reader->shown.atr, 0, sizeof reader->shown.atr);
    reader->shown.atr_size = 0;
    reader->shown.protocol = PROTOCOL_NONE;
    reader->shown.state = STATE_ABSENT;
    reader->powered = false;
    reader->insertion++;
}

/* First all clients learn of it, then the link is waited for. */
static void take_card_out(struct pcsclite_server *server, struct reader *reader)
{
    pthread_mutex_lock(&server->lock);
    if (reader->shown.state & STATE_PRESENT) {
        show_absent(reader);
        client_tell_all(server);
    }
    pthread_mutex_unlock(&server->lock);

    pthread_mutex_lock(&reader->card);
    if (reader->link)
        (void)!link_power_off(reader->link);
    reader->link = NULL;
    pthread_mutex_unlock(&reader->card);
}

void pcsclite_remove(struct pcsclite_server *server, unsigned reader)
{
    if (reader < server->reader_count)
        take_card_out(server, &server->readers[reader]);
}

/* The new card's ATR is known before anybody hears of the card. */
static void put_card_in(struct pcsclite_server *server, struct reader *reader, struct link *link)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    pthread_mutex_lock(&reader->card);
    reader->link = link;
    learn_atr(reader, &atr);
    pthread_mutex_lock(&server->lock);
    reader->link_insertion = reader->insertion;
    reader->idle_since = reader_now();
    show_atr(reader, buf_bytes(&atr));
    count_event(reader);
    client_tell_all(server);
    pthread_mutex_unlock(&server->lock);
    pthread_mutex_unlock(&reader->card);
    (void)eventfd_write(server->wake, 1);
}

void pcsclite_insert(struct pcsclite_server *server, unsigned reader, struct link *link)
{
    struct reader *chosen = &server->readers[reader];

    if (reader >= server->reader_count)
        return;
    take_card_out(server, chosen);
    put_card_in(server, chosen, link);
}

void pcsclite_unplug(struct pcsclite_server *server, unsigned reader)
{
    if (reader >= server->reader_count)
        return;
    take_card_out(server, &server->readers[reader]);
    pthread_mutex_lock(&server->lock);
    memset(&server->readers[reader].shown, 0, sizeof server->readers[reader].shown);
    server->readers[reader].owner = 0;
    server->events++;
    client_tell_all(server);
    pthread_mutex_unlock(&server->lock);
}

void pcsclite_plug(struct pcsclite_server *server, unsigned reader)
{
    if (reader >= server->reader_count)
        return;
    pthread_mutex_lock(&server->lock);
    if (!*server->readers[reader].shown.name) {
        reader_show_empty(&server->readers[reader]);
        server->events++;
        client_tell_all(server);
    }
    pthread_mutex_unlock(&server->lock);
}
