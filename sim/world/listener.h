/* SPDX-License-Identifier: MIT */
/*
 * HTTP on loopback, as the control door needs it: whole requests in, one answer out.
 * Knows no route and no token. The adapter is libmicrohttpd (listener.c).
 */
#ifndef SIM_WORLD_LISTENER_H
#define SIM_WORLD_LISTENER_H

#include "sim/base/bytes.h"

struct listener;

enum { LISTENER_BODY_MAX = 1 << 20 };

struct listener_request {
    const char *method;
    const char *path; /* without the query */
    const char *host; /* these three: NULL when the header is absent */
    const char *authorization;
    const char *content_type;
    struct bytes body;
    const void *transport;
};

/* One value of the query, or NULL. */
const char *listener_query(const struct listener_request *request, const char *name);

struct listener_answer {
    int status;
    char *body;     /* JSON text of malloc, which the listener frees; NULL: none */
    char allow[64]; /* for the header Allow; "": none */
};

/* Called on the listener's threads, several at a time. */
typedef void listener_handler(void *context, const struct listener_request *request,
                              struct listener_answer *answer);

/* Listens at 127.0.0.1:port (0: any free one). NULL when it cannot. */
struct listener *listener_new(uint16_t port, listener_handler *handler, void *context);
uint16_t listener_port(const struct listener *listener);
/* Waits for the requests under way; nulls; accepts NULL. */
void listener_free(struct listener **listener);

#endif
