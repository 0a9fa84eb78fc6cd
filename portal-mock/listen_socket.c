/* SPDX-License-Identifier: MIT */
/* Binding a listener's socket, to loopback unless told otherwise: see listener.h. */
#include "portal-mock/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 256 };

struct place {
    struct sockaddr_storage address;
    socklen_t size;
};

static bool place_of(const char *text, uint16_t port, struct place *place)
{
    struct sockaddr_in *four = (struct sockaddr_in *)&place->address;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&place->address;

    *place = (struct place){0};
    if (inet_pton(AF_INET, text, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(port);
        place->size = sizeof *four;
        return true;
    }
    if (inet_pton(AF_INET6, text, &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(port);
        place->size = sizeof *six;
        return true;
    }
    return false;
}

static bool is_loopback(const struct place *place)
{
    const struct sockaddr_in *four = (const struct sockaddr_in *)&place->address;
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)&place->address;

    if (place->address.ss_family == AF_INET)
        return ntohl(four->sin_addr.s_addr) >> 24 == 127;
    return IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
}

static uint16_t port_of(int handle)
{
    struct sockaddr_storage address;
    socklen_t size = sizeof address;

    if (getsockname(handle, (struct sockaddr *)&address, &size) != 0)
        return 0;
    if (address.ss_family == AF_INET)
        return ntohs(((const struct sockaddr_in *)&address)->sin_port);
    return ntohs(((const struct sockaddr_in6 *)&address)->sin6_port);
}

enum bind_result listener_bind(const struct bind_request *request, uint16_t *port, int *handle)
{
    struct place place;
    int one = 1;

    if (!place_of(request->address, *port, &place))
        return BIND_BAD_ADDRESS;
    if (!request->any_address && !is_loopback(&place))
        return BIND_NOT_LOOPBACK;

    int opened = socket(place.address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (opened < 0)
        return BIND_FAILED;
    (void)setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(opened, (const struct sockaddr *)&place.address, place.size) != 0 ||
        listen(opened, BACKLOG) != 0) {
        int why = errno;
        (void)close(opened);
        return why == EADDRINUSE ? BIND_IN_USE : BIND_FAILED;
    }
    *port = port_of(opened);
    *handle = opened;
    return BIND_OK;
}
