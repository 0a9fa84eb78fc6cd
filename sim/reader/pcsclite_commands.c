/* SPDX-License-Identifier: MIT */
/*
 * What clients may ask of contexts and cards: each handler takes a message's body, whole
 * and of its row's size, answers, and returns false to end the connection.
 */
#include "sim/reader/pcsclite_client.h"

#include "sim/base/secret.h"

#include <string.h>

/* The client's own handle of that number, or NULL. Only its own thread changes that list. */
static struct handle *own_handle(const struct client *client, int32_t id)
{
    struct handle *handle = client->handles;

    while (handle && handle->id != id)
        handle = handle->other;
    return handle;
}

/* 4.4 to 4.6 are spoken as the client speaks them; to others the newest is offered. */
bool run_version(struct client *client, void *body)
{
    struct wire_version *message = body;
    bool known = message->major == WIRE_MAJOR && message->minor >= WIRE_MINOR_LEAST &&
                 message->minor <= WIRE_MINOR_MOST;

    client->minor = known ? message->minor : WIRE_MINOR_MOST;
    message->major = WIRE_MAJOR;
    message->minor = client->minor;
    message->result = scard_wire(known ? SCARD_OK : SCARD_SERVICE_STOPPED);
    return client_send(client, bytes_of(message, sizeof *message));
}

bool run_establish(struct client *client, void *body)
{
    struct wire_establish *message = body;
    enum scard result = message->scope <= 3 ? SCARD_OK : SCARD_INVALID_VALUE;

    if (result == SCARD_OK) {
        pthread_mutex_lock(&client->server->lock);
        client->context = ++client->server->last_id & 0x7FFFFFFF;
        pthread_mutex_unlock(&client->server->lock);
    }
    message->context = client->context;
    message->result = scard_wire(result);
    return client_send(client, bytes_of(message, sizeof *message));
}

static enum scard check_context(const struct client *client, uint32_t context)
{
    if (!client->context)
        return SCARD_INVALID_HANDLE;
    return client->context == context ? SCARD_OK : SCARD_INVALID_VALUE;
}

bool run_release(struct client *client, void *body)
{
    struct wire_release *message = body;
    enum scard result = check_context(client, message->context);

    if (result == SCARD_OK) {
        handle_leave_all(client);
        pthread_mutex_lock(&client->server->lock);
        client->context = 0;
        pthread_mutex_unlock(&client->server->lock);
    }
    message->result = scard_wire(result);
    return client_send(client, bytes_of(message, sizeof *message));
}

bool run_connect(struct client *client, void *body)
{
    struct wire_connect *message = body;
    const struct connect_order order = {message->reader, message->share, message->protocols};
    enum scard result = check_context(client, message->context);
    struct handle *handle = NULL;

    message->reader[sizeof message->reader - 1] = '\0';
    if (result == SCARD_OK)
        result = handle_connect(client, &order, &handle, &message->protocol);
    message->handle = handle ? handle->id : 0;
    message->result = scard_wire(result);
    return client_send(client, bytes_of(message, sizeof *message));
}

bool run_reconnect(struct client *client, void *body)
{
    struct wire_reconnect *message = body;
    struct handle *handle = own_handle(client, message->handle);

    if (!handle)
        return false;
    message->result = scard_wire(handle_reconnect(client, handle, message, &message->protocol));
    return client_send(client, bytes_of(message, sizeof *message));
}

bool run_disconnect(struct client *client, void *body)
{
    struct wire_dispose *message = body;
    struct handle *handle = own_handle(client, message->handle);

    if (!handle)
        return false;
    message->result = scard_wire(handle_disconnect(client, handle, message->disposition));
    return client_send(client, bytes_of(message, sizeof *message));
}

bool run_begin(struct client *client, void *body)
{
    struct wire_handle *message = body;
    struct handle *handle = own_handle(client, message->handle);

    if (!handle)
        return false;
    message->result = scard_wire(handle_begin(client, handle));
    return client_send(client, bytes_of(message, sizeof *message));
}

bool run_end(struct client *client, void *body)
{
    struct wire_dispose *message = body;
    struct handle *handle = own_handle(client, message->handle);

    if (!handle)
        return false;
    message->result = scard_wire(handle_end(client, handle, message->disposition));
    return client_send(client, bytes_of(message, sizeof *message));
}

bool run_status(struct client *client, void *body)
{
    struct wire_handle *message = body;
    struct handle *handle = own_handle(client, message->handle);

    if (!handle)
        return false;
    pthread_mutex_lock(&client->server->lock);
    message->result = scard_wire(reader_barrier(handle));
    pthread_mutex_unlock(&client->server->lock);
    return client_send(client, bytes_of(message, sizeof *message));
}

/* The answer and what follows it, in one segment. `answer` begins after room for `head`. */
static bool send_with_data(struct client *client, const void *head, size_t size, size_t data)
{
    bool sent;

    memcpy(client->out, head, size);
    sent = client_send(client, bytes_of(client->out, size + data));
    secret_wipe(client->out, size + data);
    return sent;
}

bool run_transmit(struct client *client, void *body)
{
    struct wire_transmit *message = body;
    struct handle *handle = own_handle(client, message->handle);
    struct bytes command = bytes_of(message + 1, message->send_size);
    struct buf response = buf_over(client->out + sizeof *message, WIRE_DATA);
    enum scard result;
    size_t data;

    if (!handle)
        return false;
    result = reader_transmit(client->server, handle, message->send_protocol, command, &response);
    data = result == SCARD_OK ? response.size : 0;
    if (data > message->receive_size)
        result = SCARD_INSUFFICIENT_BUFFER;
    message->receive_size = (uint32_t)data;
    message->result = scard_wire(result);
    return send_with_data(client, message, sizeof *message, result == SCARD_OK ? data : 0);
}

/* What the reader is asked, not the card: whatever befell that does not matter. */
static enum scard ask_reader(struct client *client, const struct handle *handle, uint32_t code,
                             struct buf *answer)
{
    enum scard result;

    pthread_mutex_lock(&client->server->lock);
    result = reader_barrier(handle);
    pthread_mutex_unlock(&client->server->lock);
    if (result == SCARD_SHARING_VIOLATION || result == SCARD_READER_UNAVAILABLE)
        return result;
    return answer_control(handle->reader, code, answer);
}

bool run_control(struct client *client, void *body)
{
    enum { STATUS_WORD = 2 };
    struct wire_control *message = body;
    struct handle *handle = own_handle(client, message->handle);
    struct buf answer = buf_over(client->out + sizeof *message, WIRE_DATA);
    enum scard result;

    if (!handle)
        return false;
    if (message->code != CONTROL_VERIFY_PIN)
        result = ask_reader(client, handle, message->code, &answer);
    else if (message->receive_size < STATUS_WORD)
        result = SCARD_INSUFFICIENT_BUFFER; /* before it costs a try */
    else
        result = pinpad_verify(client, handle, bytes_of(message + 1, message->send_size), &answer);
    if (answer.size > message->receive_size)
        result = SCARD_INSUFFICIENT_BUFFER;
    message->returned = (uint32_t)answer.size;
    message->result = scard_wire(result);
    return send_with_data(client, message, sizeof *message, result == SCARD_OK ? answer.size : 0);
}

bool run_get_attribute(struct client *client, void *body)
{
    struct wire_attribute *message = body;
    struct handle *handle = own_handle(client, message->handle);
    struct buf value = buf_over(message->value, message->size);
    enum scard result;

    if (!handle || message->size > sizeof message->value)
        return false;
    memset(message->value, 0, sizeof message->value);
    pthread_mutex_lock(&client->server->lock);
    result = reader_barrier(handle);
    if (result == SCARD_OK)
        result = answer_attribute(&handle->reader->shown, message->id, &value, &message->size);
    pthread_mutex_unlock(&client->server->lock);
    message->result = scard_wire(result);
    return client_send(client, bytes_of(message, sizeof *message));
}

bool run_set_attribute(struct client *client, void *body)
{
    struct wire_attribute *message = body;

    if (!own_handle(client, message->handle) || message->size > sizeof message->value)
        return false;
    message->result = scard_wire(SCARD_UNSUPPORTED_FEATURE);
    return client_send(client, bytes_of(message, sizeof *message));
}
