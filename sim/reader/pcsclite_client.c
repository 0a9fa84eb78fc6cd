/* SPDX-License-Identifier: MIT */
/*
 * One client's connection: reads a message, finds its row, checks the size, runs the
 * handler. A message that no client of this protocol would send ends the connection, and
 * harms nobody else.
 */
#include "sim/reader/pcsclite_client.h"

#include "sim/base/secret.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* How a message's own size of following data is found. */
enum { NO_DATA = 0 };

struct command {
    uint32_t code;
    uint32_t size; /* of the body */
    uint32_t data; /* where in the body the size of the data after it stands; NO_DATA: none */
    bool (*run)(struct client *client, void *body);
};

static const struct command commands[] = {
    {WIRE_ESTABLISH_CONTEXT, sizeof(struct wire_establish), NO_DATA,                       run_establish                                  },
    {WIRE_RELEASE_CONTEXT,   sizeof(struct wire_release),   NO_DATA,                       run_release                                    },
    {WIRE_CONNECT,           sizeof(struct wire_connect),   NO_DATA,                       run_connect                                    },
    {WIRE_RECONNECT,         sizeof(struct wire_reconnect), NO_DATA,                       run_reconnect                                  },
    {WIRE_DISCONNECT,        sizeof(struct wire_dispose),   NO_DATA,                       run_disconnect                                 },
    {WIRE_BEGIN_TRANSACTION, sizeof(struct wire_handle),    NO_DATA,                       run_begin                                      },
    {WIRE_END_TRANSACTION,   sizeof(struct wire_dispose),   NO_DATA,                       run_end                                        },
    {WIRE_TRANSMIT,          sizeof(struct wire_transmit),  offsetof(struct wire_transmit, send_size),
     run_transmit},
    {WIRE_CONTROL,                      sizeof(struct wire_control),                                        offsetof(struct wire_control,                     send_size),
     run_control},
    {WIRE_STATUS,            sizeof(struct wire_handle),                                         NO_DATA,                                                            run_status                                                                     },
    {WIRE_CANCEL,            sizeof(struct wire_cancel),                                         NO_DATA, run_cancel},
    {WIRE_GET_ATTRIBUTE,            sizeof(struct wire_attribute),                                         NO_DATA,                                                     run_get_attribute                                                                                                                      },
    {WIRE_SET_ATTRIBUTE,     sizeof(struct wire_attribute),                                  NO_DATA,run_set_attribute},
    {WIRE_VERSION,     sizeof(struct wire_version),                                  NO_DATA,                                                           run_version                                                                                                                                                                                         },
    {WIRE_GET_READERS_STATE,           0,                                        NO_DATA,run_states},
    {WIRE_WAIT_STATE_CHANGE,            0,                                         NO_DATA,                                                            run_wait                                                                                                                                                                                                                                                              },
    {WIRE_STOP_WAITING,              0,                                           NO_DATA,run_stop_waiting},
    {WIRE_GET_READER_EVENTS,      0,                                   NO_DATA,                                               run_events                                                                                                                                                                                                                                                                                                                        },
    {WIRE_GET_STATES_SIZE,            0,                                         NO_DATA,     run_states_size},
    {WIRE_GET_STATES_ARRAY,       0,                                    NO_DATA,                                         run_states                                                                                                                                                                                                                                                                                                                                                                 },
};

static const struct command *find_command(uint32_t code)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (commands[i].code == code)
            return &commands[i];
    return NULL;
}

bool client_send(struct client *client, struct bytes rest)
{
    while (rest.size) {
        ssize_t sent = send(client->fd, rest.data, rest.size, MSG_NOSIGNAL);

        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        rest = bytes_slice(rest, (size_t)sent, rest.size);
    }
    return true;
}

/* Reads until `size` bytes are there. False: the client has left. */
static bool fill(struct client *client, size_t size)
{
    while (client->have < size) {
        ssize_t got =
            recv(client->fd, client->in + client->have, sizeof client->in - client->have, 0);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        client->have += (size_t)got;
    }
    return true;
}

/* The first `size` bytes are done with; they may have held a PIN. */
static void consume(struct client *client, size_t size)
{
    size_t rest = client->have - size;

    memmove(client->in, client->in + size, rest);
    secret_wipe(client->in + rest, size);
    client->have = rest;
}

/* The size of the data after a body, or more than there may be. */
static size_t data_size(const struct command *command, const uint8_t *body)
{
    uint32_t size = 0;

    if (command->data != NO_DATA)
        memcpy(&size, body + command->data, sizeof size);
    return size;
}

/* One message in, what it asks for out. False: the connection is over. */
static bool serve_message(struct client *client)
{
    struct wire_header header;
    const struct command *command;
    size_t size = sizeof header;

    if (!fill(client, size))
        return false;
    memcpy(&header, client->in, sizeof header);
    command = find_command(header.command);
    if (!command || command->size != header.size)
        return false;
    size += command->size;
    if (!fill(client, size))
        return false;
    size_t data = data_size(command, client->in + sizeof header);
    if (data > WIRE_DATA || !fill(client, size + data))
        return false;
    if (!command->run(client, client->in + sizeof header))
        return false;
    consume(client, size + data);
    return true;
}

void client_serve(struct client *client)
{
    while (serve_message(client))
        ;
    pthread_mutex_lock(&client->server->lock);
    client->waits = false;
    pthread_mutex_unlock(&client->server->lock);
    handle_leave_all(client);
}

struct client *client_new(struct pcsclite_server *server, int fd)
{
    struct client *client = calloc(1, sizeof *client);

    if (!client)
        return NULL;
    client->server = server;
    client->fd = fd;
    client->minor = WIRE_MINOR_LEAST;
    return client;
}

void client_free(struct client **client)
{
    if (!*client)
        return;
    close((*client)->fd);
    secret_wipe((*client)->in, (*client)->have);
    free(*client);
    *client = NULL;
}
