/* SPDX-License-Identifier: MIT */
/* The listener over libmicrohttpd, and the only file here that includes it: see listener.h. */
#include "sim/world/listener.h"

#include "sim/base/secret.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

enum { IDLE_SECONDS = 60, CONNECTIONS_MAX = 64 };

struct listener {
    struct MHD_Daemon *daemon;
    listener_handler *handler;
    void *context;
};

/* A request while its body comes in. */
struct incoming {
    uint8_t *body;
    size_t size;
    bool too_long;
};

const char *listener_query(const struct listener_request *request, const char *name)
{
    struct MHD_Connection *connection;

    memcpy(&connection, &request->transport, sizeof connection);
    return MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name);
}

static void take_in(struct incoming *in, const char *data, size_t size)
{
    uint8_t *body = NULL;

    if (!in->too_long && size <= LISTENER_BODY_MAX - in->size)
        body = realloc(in->body, in->size + size);
    in->too_long = body == NULL;
    if (!body)
        return;
    memcpy(body + in->size, data, size);
    in->body = body;
    in->size += size;
}

static enum MHD_Result reply(struct MHD_Connection *connection,
                             const struct listener_answer *answer)
{
    size_t size = answer->body ? strlen(answer->body) : 0;
    struct MHD_Response *response =
        MHD_create_response_from_buffer(size, answer->body, MHD_RESPMEM_MUST_FREE);

    if (!response) {
        free(answer->body);
        return MHD_NO;
    }
    MHD_add_response_header(response, "Content-Type", "application/json");
    MHD_add_response_header(response, "Cache-Control", "no-store");
    if (answer->allow[0])
        MHD_add_response_header(response, "Allow", answer->allow);
    enum MHD_Result queued = MHD_queue_response(connection, (unsigned)answer->status, response);
    MHD_destroy_response(response);
    return queued;
}

static enum MHD_Result answer_one(struct listener *listener, struct MHD_Connection *connection,
                                  const char *path, const char *method, const struct incoming *in)
{
    struct listener_answer answer = {.status = MHD_HTTP_CONTENT_TOO_LARGE};
    struct listener_request request = {
        .method = method,
        .path = path,
        .host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host"),
        .authorization = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Authorization"),
        .content_type = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Type"),
        .body = bytes_of(in->body, in->size),
        .transport = connection,
    };

    if (!in->too_long)
        listener->handler(listener->context, &request, &answer);
    return reply(connection, &answer);
}

/* libmicrohttpd calls this once for the head, then for pieces of the body, then once more. */
static enum MHD_Result on_request(void *context, struct MHD_Connection *connection,
                                  const char *path, const char *method, const char *version,
                                  const char *data, size_t *size, void **state)
{
    struct incoming *in = *state;

    (void)version;
    if (!in) {
        *state = calloc(1, sizeof *in);
        return *state ? MHD_YES : MHD_NO;
    }
    if (*size > 0) {
        take_in(in, data, *size);
        *size = 0;
        return MHD_YES;
    }
    return answer_one(context, connection, path, method, in);
}

static void on_end(void *context, struct MHD_Connection *connection, void **state,
                   enum MHD_RequestTerminationCode why)
{
    struct incoming *in = *state;

    (void)context;
    (void)connection;
    (void)why;
    if (!in)
        return;
    if (in->body)
        secret_wipe(in->body, in->size); /* an order may carry a PIN */
    free(in->body);
    free(in);
    *state = NULL;
}

struct listener *listener_new(uint16_t port, listener_handler *handler, void *context)
{
    struct listener *made = calloc(1, sizeof *made);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};

    if (!made)
        return NULL;
    made->handler = handler;
    made->context = context;
    made->daemon =
        MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD, port,
                         NULL, NULL, on_request, made, MHD_OPTION_SOCK_ADDR,
                         (struct sockaddr *)&address, MHD_OPTION_NOTIFY_COMPLETED, on_end, NULL,
                         MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
                         MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX, MHD_OPTION_END);
    if (!made->daemon)
        listener_free(&made);
    return made;
}

uint16_t listener_port(const struct listener *listener)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(listener->daemon, MHD_DAEMON_INFO_BIND_PORT);

    return info ? info->port : 0;
}

void listener_free(struct listener **listener)
{
    if (!*listener)
        return;
    if ((*listener)->daemon)
        MHD_stop_daemon((*listener)->daemon);
    free(*listener);
    *listener = NULL;
}
