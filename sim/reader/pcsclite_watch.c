/* SPDX-License-Identifier: MIT */
/*
 * What clients may ask of readers: their states, and to be told of the next change. A
 * client that waits is told once; whoever ends the waiting, under the lock, says so.
 */
#include "sim/reader/pcsclite_client.h"

#include <string.h>
#include <sys/socket.h>

/* Sends without waiting; a client that does not read what it is told is hung up on. Locked. */
static void tell(struct client *client, const void *message, size_t size)
{
    if (send(client->fd, message, size, MSG_NOSIGNAL | MSG_DONTWAIT) != (ssize_t)size)
        shutdown(client->fd, SHUT_RDWR);
}

static void tell_of_change(struct client *client, enum scard result)
{
    const struct wire_wait message = {0, scard_wire(result)};

    client->waits = false;
    tell(client, &message, sizeof message);
}

void client_tell_all(struct pcsclite_server *server)
{
    for (struct client *client = server->clients; client; client = client->next)
        if (client->waits)
            tell_of_change(client, SCARD_OK);
    pthread_cond_broadcast(&server->changed);
}

/* Locked. */
static void copy_states(const struct pcsclite_server *server, struct wire_reader *states)
{
    memset(states, 0, WIRE_READERS * sizeof *states);
    for (unsigned i = 0; i < server->reader_count; i++)
        states[i] = server->readers[i].shown;
}

bool run_states(struct client *client, void *body)
{
    struct wire_reader states[WIRE_READERS];

    (void)body;
    pthread_mutex_lock(&client->server->lock);
    copy_states(client->server, states);
    pthread_mutex_unlock(&client->server->lock);
    return client_send(client, bytes_of(states, sizeof states));
}

bool run_states_size(struct client *client, void *body)
{
    const int32_t size = WIRE_READERS;

    (void)body;
    return client_send(client, bytes_of(&size, sizeof size));
}

bool run_events(struct client *client, void *body)
{
    struct wire_events message = {0};

    (void)body;
    pthread_mutex_lock(&client->server->lock);
    message.events = client->server->events;
    pthread_mutex_unlock(&client->server->lock);
    return client_send(client, bytes_of(&message, sizeof message));
}

/* Up to 4.5 the states are the answer; later clients ask for them. */
bool run_wait(struct client *client, void *body)
{
    struct wire_reader states[WIRE_READERS];

    (void)body;
    pthread_mutex_lock(&client->server->lock);
    client->waits = true;
    if (client->minor <= WIRE_MINOR_FIXED_STATES) {
        copy_states(client->server, states);
        tell(client, states, sizeof states);
    }
    pthread_mutex_unlock(&client->server->lock);
    return true;
}

/* Answered only if the client still waits: else the message it was told is the answer. */
bool run_stop_waiting(struct client *client, void *body)
{
    (void)body;
    pthread_mutex_lock(&client->server->lock);
    if (client->waits)
        tell_of_change(client, SCARD_OK);
    pthread_mutex_unlock(&client->server->lock);
    return true;
}

/* Comes on a connection of its own, and names the context that waits. */
bool run_cancel(struct client *client, void *body)
{
    struct wire_cancel *message = body;
    enum scard result = SCARD_INVALID_HANDLE;

    pthread_mutex_lock(&client->server->lock);
    for (struct client *other = client->server->clients; other; other = other->next)
        if (other->waits && other->context && other->context == message->context) {
            tell_of_change(other, SCARD_CANCELLED);
            result = SCARD_OK;
        }
    pthread_mutex_unlock(&client->server->lock);
    message->result = scard_wire(result);
    return client_send(client, bytes_of(message, sizeof *message));
}
