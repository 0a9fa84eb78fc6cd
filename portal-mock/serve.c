/* SPDX-License-Identifier: MIT */
/* The two listeners of a portal: see serve.h. */
#include "portal-mock/serve.h"

#include "portal-mock/routes.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void watch(const struct portal *portal, const struct request *request,
                  const struct response *response)
{
    static const char *const names[] = {"OTHER", "GET", "POST"};

    if (portal->watch.request)
        portal->watch.request(portal->watch.context, names[request->method], request->path,
                              response->status);
}

static void answer_secure(void *context, struct request *request, struct response *response)
{
    route_answer(context, routes_secure(), request, response);
    watch(context, request, response);
}

static void answer_plain(void *context, struct request *request, struct response *response)
{
    route_answer(context, routes_plain(), request, response);
    watch(context, request, response);
}

bool serve_write_file(const char *path, struct bytes content)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool done = file >= 0 && write(file, content.data, content.size) == (ssize_t)content.size;

    if (file >= 0 && close(file) != 0)
        done = false;
    return done;
}

enum portal_result result_of_bind(enum bind_result result)
{
    switch (result) {
    case BIND_OK:
        return PORTAL_OK;
    case BIND_BAD_ADDRESS:
        return PORTAL_BAD_ARGUMENT;
    case BIND_NOT_LOOPBACK:
        return PORTAL_NOT_LOOPBACK;
    case BIND_IN_USE:
        return PORTAL_ADDRESS_IN_USE;
    case BIND_FAILED:
        return PORTAL_ADDRESS_IN_USE;
    }
    return PORTAL_ADDRESS_IN_USE;
}

enum portal_result result_of_ca(enum ca_result result)
{
    switch (result) {
    case CA_OK:
        return PORTAL_OK;
    case CA_BAD_ARGUMENT:
        return PORTAL_BAD_ARGUMENT;
    case CA_STORE_FAILED:
        return PORTAL_STORE_FAILED;
    case CA_NO_MEMORY:
        return PORTAL_NO_MEMORY;
    case CA_CRYPTO_FAILED:
    case CA_UNKNOWN:
        return PORTAL_CRYPTO_FAILED;
    }
    return PORTAL_CRYPTO_FAILED;
}

static enum ca_tls_kind kind_of(struct portal *portal)
{
    if (fault_hits(portal->faults, FAULT_tls_expired, NULL))
        return CA_TLS_EXPIRED;
    if (fault_hits(portal->faults, FAULT_tls_other_host, NULL))
        return CA_TLS_ELSEWHERE;
    return fault_hits(portal->faults, FAULT_tls_foreign, NULL) ? CA_TLS_FOREIGN : CA_TLS_RIGHT;
}

/* Takes the socket. */
static enum portal_result start_secure(struct portal *portal, int secure)
{
    struct ca_tls tls = {0};
    enum portal_result result = result_of_ca(ca_tls_identity(portal->ca, kind_of(portal), &tls));

    if (result == PORTAL_OK && !serve_write_file(portal->tls_root_file, blob_bytes(&tls.root)))
        result = PORTAL_STORE_FAILED;
    if (result == PORTAL_OK) {
        const struct listener_options https = {secure, (const char *)tls.key.data,
                                               (const char *)tls.certificate.data, answer_secure,
                                               portal};
        portal->https = listener_open(&https);
        result = portal->https ? PORTAL_OK : PORTAL_NO_MEMORY;
    } else {
        (void)close(secure);
    }
    ca_tls_free(&tls);
    return result;
}

enum portal_result serve_start(struct portal *portal, int secure, int plain)
{
    const struct listener_options http = {plain, NULL, NULL, answer_plain, portal};

    portal->http = listener_open(&http);
    enum portal_result result = start_secure(portal, secure);
    return portal->http ? result : PORTAL_NO_MEMORY;
}

enum portal_result serve_again(struct portal *portal)
{
    const struct bind_request request = {portal->address, portal->any_address};
    const char *port_text = strrchr(portal->url, ':');
    uint16_t port = (uint16_t)strtoul(port_text ? port_text + 1 : "0", NULL, 10);
    int handle = -1;

    listener_close(&portal->https);
    enum portal_result result = result_of_bind(listener_bind(&request, &port, &handle));
    return result == PORTAL_OK ? start_secure(portal, handle) : result;
}

void serve_stop(struct portal *portal)
{
    listener_close(&portal->https);
    listener_close(&portal->http);
}
