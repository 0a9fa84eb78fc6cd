/* SPDX-License-Identifier: MIT */
/* A listener on libmicrohttpd: see listener.h. A thread for each connection: a slow client or a
 * delayed answer holds up nobody else. */
#include "portal-mock/listener.h"

#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS_MOST = 256, IDLE_SECONDS = 30, HEADERS_MOST = 32 * 1024 };

static const char priorities[] = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";

struct listener {
    struct MHD_Daemon *daemon;
    listener_answer_fn *answer;
    void *context;
};

/* One request on its way. */
struct exchange {
    char *path;
    char *query; /* in the room of `path`; NULL: none */
    struct text body;
    bool cut;
};

/* Sent with every answer. */
static const struct {
    const char *name;
    const char *value;
} headers[] = {
    {"Content-Security-Policy",      "default-src 'none'; style-src 'self'; img-src 'self'; form-action "
                                "'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options",       "nosniff"                                                                  },
    {"X-Frame-Options",              "DENY"                                                                     },
    {"Referrer-Policy",              "same-origin"                                                              },
    {"Cross-Origin-Opener-Policy",   "same-origin"                                                              },
    {"Cross-Origin-Resource-Policy", "same-origin"                                                              },
    {"Permissions-Policy",           "camera=(), geolocation=(), microphone=()"                                 },
};

static void *begin(void *context, const char *uri, struct MHD_Connection *connection)
{
    struct exchange *exchange = calloc(1, sizeof *exchange);

    (void)context;
    (void)connection;
    if (!exchange)
        return NULL;
    exchange->path = strdup(uri);
    if (!exchange->path) {
        free(exchange);
        return NULL;
    }
    exchange->query = strchr(exchange->path, '?');
    if (exchange->query)
        *exchange->query++ = '\0';
    return exchange;
}

static void end(void *context, struct MHD_Connection *connection, void **state,
                enum MHD_RequestTerminationCode why)
{
    struct exchange *exchange = *state;

    (void)context;
    (void)connection;
    (void)why;
    if (!exchange)
        return;
    text_free(&exchange->body);
    free(exchange->path);
    free(exchange);
    *state = NULL;
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static struct request request_of(struct MHD_Connection *connection, const char *method,
                                 const struct exchange *exchange)
{
    return (struct request){
        .method = method_of(method),
        .path = exchange->path,
        .query = exchange->query,
        .accept = header(connection, "Accept"),
        .content_type = header(connection, "Content-Type"),
        .cookie = header(connection, "Cookie"),
        .origin = header(connection, "Origin"),
        .host = header(connection, "Host"),
        .user_agent = header(connection, "User-Agent"),
        .body = text_bytes(&exchange->body),
        .body_cut = exchange->cut || exchange->body.failed,
    };
}

static void add(struct MHD_Response *answer, const char *name, const char *value)
{
    (void)MHD_add_response_header(answer, name, value);
}

static void add_headers(struct MHD_Response *answer, const struct response *response)
{
    char text[96];

    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
        add(answer, headers[i].name, headers[i].value);
    add(answer, "Content-Type", response->type);
    add(answer, "Cache-Control", response->lasting ? "max-age=3600" : "no-store");
    for (size_t i = 0; i < response->cookie_count; i++)
        add(answer, "Set-Cookie", response->cookies[i]);
    if (response->next)
        add(answer, "Location", response->next);
    if (*response->allow)
        add(answer, "Allow", response->allow);
    if (response->follow_seconds > 0) {
        (void)snprintf(text, sizeof text, "%d", response->follow_seconds);
        add(answer, "Refresh", text);
    }
    if (*response->file) {
        (void)snprintf(text, sizeof text, "attachment; filename=\"%s\"", response->file);
        add(answer, "Content-Disposition", text);
    }
}

static void wait_ms(unsigned ms)
{
    struct timespec time = {ms / 1000, (long)(ms % 1000) * 1000000};

    if (ms > 0)
        (void)nanosleep(&time, NULL);
}

/* The body on its way; wiped as soon as it is sent. */
struct outgoing {
    struct text body;
    size_t end; /* where the connection breaks off */
};

static ssize_t give(void *context, uint64_t offset, char *room, size_t size)
{
    const struct outgoing *outgoing = context;

    if (offset >= outgoing->end)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    size_t left = outgoing->end - (size_t)offset;
    size_t count = left < size ? left : size;
    memcpy(room, outgoing->body.data + offset, count);
    return (ssize_t)count;
}

static void wipe_sent(void *context)
{
    struct outgoing *outgoing = context;

    text_free(&outgoing->body);
    free(outgoing);
}

/* Takes the response's body. */
static struct MHD_Response *answer_of(struct response *response)
{
    struct outgoing *outgoing = malloc(sizeof *outgoing);

    if (!outgoing)
        return NULL;
    size_t size = response->body.size;
    *outgoing = (struct outgoing){response->body, response->cut ? size / 2 : size};
    response->body = (struct text){0};
    if (response->cut || response->more_length)
        return MHD_create_response_from_callback(size + response->more_length, 4096, give, outgoing,
                                                 wipe_sent);
    return MHD_create_response_from_buffer_with_free_callback_cls(
        size, size ? (void *)outgoing->body.data : (void *)outgoing, wipe_sent, outgoing);
}

static enum MHD_Result send_answer(struct MHD_Connection *connection, struct response *response)
{
    unsigned status = (unsigned)response->status;
    struct MHD_Response *answer = response->body.failed ? NULL : answer_of(response);

    if (!answer)
        return MHD_NO;
    add_headers(answer, response);
    enum MHD_Result result = MHD_queue_response(connection, status, answer);
    MHD_destroy_response(answer);
    return result;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **state)
{
    struct listener *listener = context;
    struct exchange *exchange = *state;
    struct response response = {.status = 200};

    (void)url;
    (void)version;
    if (!exchange)
        return MHD_NO;
    if (!exchange->body.capacity && !exchange->cut) { /* the first call: headers alone */
        text_put(&exchange->body, "");
        return MHD_YES;
    }
    if (*upload_size > 0) {
        exchange->cut = exchange->cut || exchange->body.size + *upload_size > REQUEST_BODY_MOST;
        if (!exchange->cut)
            text_put_bytes(&exchange->body, bytes_of(upload, *upload_size));
        *upload_size = 0;
        return MHD_YES;
    }
    struct request request = request_of(connection, method, exchange);
    listener->answer(listener->context, &request, &response);
    wait_ms(response.delay_ms);
    enum MHD_Result result = send_answer(connection, &response);
    response_free(&response);
    return result;
}

static void quiet(void *context, const char *format, va_list arguments)
{
    (void)context;
    (void)format;
    (void)arguments;
}

static struct MHD_Daemon *start(struct listener *listener, const struct listener_options *options)
{
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_KEY,    0, (void *)(uintptr_t)options->tls_key        },
        {MHD_OPTION_HTTPS_MEM_CERT,   0, (void *)(uintptr_t)options->tls_certificate},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)priorities              },
        {MHD_OPTION_END,              0, NULL                                       },
    };
    struct MHD_OptionItem none[] = {
        {MHD_OPTION_END, 0, NULL}
    };
    unsigned flags = MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD |
                     MHD_USE_POLL | MHD_USE_ERROR_LOG | (options->tls_key ? MHD_USE_TLS : 0);

    return MHD_start_daemon(flags, 0, NULL, NULL, handle, listener, MHD_OPTION_EXTERNAL_LOGGER,
                            quiet, NULL, MHD_OPTION_LISTEN_SOCKET, options->socket,
                            MHD_OPTION_URI_LOG_CALLBACK, begin, NULL, MHD_OPTION_NOTIFY_COMPLETED,
                            end, NULL, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MOST,
                            MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
                            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADERS_MOST,
                            MHD_OPTION_ARRAY, options->tls_key ? tls : none, MHD_OPTION_END);
}

struct listener *listener_open(const struct listener_options *options)
{
    struct listener *listener = calloc(1, sizeof *listener);

    if (listener) {
        listener->answer = options->answer;
        listener->context = options->context;
        listener->daemon = start(listener, options);
    }
    if (!listener || !listener->daemon) {
        (void)close(options->socket);
        free(listener);
        return NULL;
    }
    return listener;
}

void listener_close(struct listener **listener)
{
    if (!*listener)
        return;
    MHD_stop_daemon((*listener)->daemon);
    free(*listener);
    *listener = NULL;
}
