/* SPDX-License-Identifier: MIT */
/*
 * A listener: takes connections, reads requests whole, and sends what it is given for them.
 * The only file that knows the HTTP library; what is asked and answered it does not know.
 */
#ifndef PORTAL_MOCK_LISTENER_H
#define PORTAL_MOCK_LISTENER_H

#include "portal-mock/response.h"

struct listener;

/* Called on a thread of the connection's own. */
typedef void listener_answer_fn(void *context, struct request *request, struct response *response);

struct listener_options {
    int socket;                  /* bound and listening; the listener's from then on */
    const char *tls_key;         /* PEM; NULL: no TLS */
    const char *tls_certificate; /* PEM, the server's first */
    listener_answer_fn *answer;
    void *context;
};

enum bind_result { BIND_OK, BIND_BAD_ADDRESS, BIND_NOT_LOOPBACK, BIND_IN_USE, BIND_FAILED };
/* Binds `address` (IPv4 or IPv6 as digits) at `port`, 0 for any free one, which it writes.
 * Another address than loopback is refused unless `any_address`. */
struct bind_request {
    const char *address;
    bool any_address;
};
NODISCARD enum bind_result listener_bind(const struct bind_request *request, uint16_t *port,
                                         int *socket);

/* Starts. NULL: no memory, threads or a TLS identity that does not hold; the socket is closed. */
struct listener *listener_open(const struct listener_options *options);
/* Stops, waits for the answers under way, nulls; accepts NULL. */
void listener_close(struct listener **listener);

#endif
