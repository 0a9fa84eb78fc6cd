/* SPDX-License-Identifier: MIT */
/*
 * Transactions, and the ends of connections: who waits for whom, and what an end does to
 * the card. The rules are pcscd's, as its clients know them.
 */
#include "sim/reader/pcsclite_inside.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>

/* Milliseconds that one BEGIN_TRANSACTION waits before it says "shared": the client asks again. */
enum { LOCK_WAIT = 100 };

/* Sleeps until something changed, at most LOCK_WAIT; false at the end of that. Locked. */
static bool sleep_for_change(struct pcsclite_server *server, int64_t deadline)
{
    struct timespec end = {deadline / 1000, (long)(deadline % 1000) * 1000000};

    return pthread_cond_timedwait(&server->changed, &server->lock, &end) != ETIMEDOUT;
}

bool client_has_left(const struct client *client)
{
    struct pollfd watched = {.fd = client->fd, .events = POLLRDHUP};

    return client->server->stopping || poll(&watched, 1, 0) != 0;
}

bool transaction_wait(struct client *client, const struct reader *reader, int32_t own)
{
    while (reader->owner && reader->owner != own) {
        if (client_has_left(client))
            return false;
        (void)sleep_for_change(client->server, reader_now() + LOCK_WAIT);
    }
    return true;
}

/* The reader's transaction is over, if it was this handle's; locked. */
static void give_up_ownership(struct pcsclite_server *server, struct handle *handle)
{
    if (handle->reader->owner != handle->id)
        return;
    handle->reader->owner = 0;
    handle->reader->depth = 0;
    pthread_cond_broadcast(&server->changed);
}

/* Takes the handle out of both lists and frees it; locked. */
static void leave(struct client *client, struct handle *handle)
{
    struct reader *reader = handle->reader;
    struct handle **at = &reader->handles;

    while (*at != handle)
        at = &(*at)->next;
    *at = handle->next;
    at = &client->handles;
    while (*at != handle)
        at = &(*at)->other;
    *at = handle->other;
    if (reader->shown.sharing == SHARING_EXCLUSIVE)
        reader->shown.sharing = SHARING_NONE;
    else if (reader->shown.sharing > 0)
        reader->shown.sharing--;
    reader->idle_since = reader_now();
    free(handle);
    client_tell_all(client->server);
}

/* Does to the card what the end of a connection or a transaction asks for. */
static void dispose(struct pcsclite_server *server, struct reader *reader, uint32_t disposition)
{
    if (disposition != RESET_CARD && disposition != UNPOWER_CARD)
        return;
    pthread_mutex_lock(&server->lock);
    reader_befall(reader, SCARD_RESET_CARD);
    pthread_mutex_unlock(&server->lock);
    if (disposition == RESET_CARD)
        (void)reader_reset(server, reader, RESET_CARD);
    else
        reader_power_down(server, reader);
}

enum scard handle_disconnect(struct client *client, struct handle *handle, uint32_t disposition)
{
    struct pcsclite_server *server = client->server;
    bool may = true;

    if (disposition > EJECT_CARD)
        return SCARD_INVALID_VALUE;
    pthread_mutex_lock(&server->lock);
    if (disposition != LEAVE_CARD)
        may = transaction_wait(client, handle->reader, handle->id);
    pthread_mutex_unlock(&server->lock);
    if (!may)
        return SCARD_SHARING_VIOLATION;
    dispose(server, handle->reader, disposition);
    pthread_mutex_lock(&server->lock);
    give_up_ownership(server, handle);
    leave(client, handle);
    pthread_mutex_unlock(&server->lock);
    (void)eventfd_write(server->wake, 1);
    return SCARD_OK;
}

enum scard handle_begin(struct client *client, struct handle *handle)
{
    struct pcsclite_server *server = client->server;
    int64_t deadline = reader_now() + LOCK_WAIT;
    enum scard result;

    pthread_mutex_lock(&server->lock);
    do
        result = handle->befallen == SCARD_OK ? reader_barrier(handle) : handle->befallen;
    while (result == SCARD_SHARING_VIOLATION && !server->stopping &&
           sleep_for_change(server, deadline));
    if (result == SCARD_OK) {
        handle->reader->owner = handle->id;
        handle->reader->depth++;
    }
    pthread_mutex_unlock(&server->lock);
    return result;
}

/* Ends one level of a transaction; locked. */
static enum scard end_level(struct pcsclite_server *server, struct handle *handle)
{
    struct reader *reader = handle->reader;
    unsigned least = reader->shown.sharing == SHARING_EXCLUSIVE ? 1 : 0;

    if (reader->owner != handle->id || reader->depth <= least)
        return SCARD_NOT_TRANSACTED;
    reader->depth--;
    if (reader->depth == 0)
        give_up_ownership(server, handle);
    return SCARD_OK;
}

enum scard handle_end(struct client *client, struct handle *handle, uint32_t disposition)
{
    struct pcsclite_server *server = client->server;
    enum scard result;
    enum scard ended;

    if (disposition > EJECT_CARD)
        return SCARD_INVALID_VALUE;
    pthread_mutex_lock(&server->lock);
    result = reader_barrier(handle);
    pthread_mutex_unlock(&server->lock);
    if (result == SCARD_SHARING_VIOLATION || result == SCARD_READER_UNAVAILABLE)
        return result;
    if (result == SCARD_OK)
        dispose(server, handle->reader, disposition == UNPOWER_CARD ? RESET_CARD : disposition);
    pthread_mutex_lock(&server->lock);
    ended = end_level(server, handle);
    pthread_mutex_unlock(&server->lock);
    return result != SCARD_OK ? result : ended;
}

void handle_leave_all(struct client *client)
{
    while (client->handles) {
        struct handle *handle = client->handles;
        uint32_t disposition = LEAVE_CARD;

        pthread_mutex_lock(&client->server->lock);
        if (handle->reader->owner == handle->id && handle->befallen == SCARD_OK)
            disposition = RESET_CARD;
        pthread_mutex_unlock(&client->server->lock);
        dispose(client->server, handle->reader, disposition);
        (void)handle_disconnect(client, handle, LEAVE_CARD);
    }
}
