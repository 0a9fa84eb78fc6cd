/* SPDX-License-Identifier: MIT */
/*
 * The port for HTTP and HTTPS as a client: one session with its cookies. The
 * adapter is libcurl (curl.c). The server's certificate is always checked.
 */
#ifndef SIM_HTTP_HTTP_H
#define SIM_HTTP_HTTP_H

#include "sim/base/bytes.h"

struct http; /* a session: cookies and kept-alive connections; one thread at a time */

struct http_options {
    const char *ca_file; /* PEM; trusted instead of the system's roots; NULL: the system's */
    long timeout_ms;     /* for a whole exchange; 0: 30 seconds */
    size_t answer_max;   /* longer answers are refused; 0: 1 MiB */
};

struct http_request {
    const char *method; /* "GET", "POST", … */
    const char *url;
    const char *accept;       /* NULL: no such header */
    const char *content_type; /* of the body; NULL: none */
    const char *bearer;       /* a token for Authorization: Bearer; NULL: none */
    struct bytes body;
};

/* Owned by the caller after http_send; given back with http_response_free. */
struct http_response {
    int status;
    char content_type[128];
    char location[512]; /* "" when absent; redirects are not followed */
    int64_t date;       /* the server's clock, from its Date header; 0 when absent */
    uint8_t *body;      /* ends with a NUL that `size` does not count */
    size_t size;
};

enum http_result {
    HTTP_OK, /* an answer came, whatever its status */
    HTTP_NO_MEMORY,
    HTTP_UNREACHABLE, /* no name, no route, refused, or cut off */
    HTTP_NOT_TRUSTED, /* the server's certificate did not hold: nothing was sent */
    HTTP_TIMEOUT,
    HTTP_TOO_LONG,
    HTTP_FAILED,
};

NODISCARD enum http_result http_new(const struct http_options *options, struct http **http);
void http_free(struct http **http);
NODISCARD enum http_result http_send(struct http *http, const struct http_request *request,
                                     struct http_response *response);
/* Wipes the body (it may hold a secret), frees, zeroes; accepts an empty response. */
void http_response_free(struct http_response *response);

/* The session's cookies as text (a line each, secret), to go on in another process.
 * HTTP_TOO_LONG when `size` is too little; then what stands in `text` is of no use. */
NODISCARD enum http_result http_cookies_save(struct http *http, char *text, size_t size);
NODISCARD enum http_result http_cookies_load(struct http *http, const char *text);

const char *http_result_text(enum http_result result);

#endif
