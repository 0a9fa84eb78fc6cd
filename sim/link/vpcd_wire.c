/* SPDX-License-Identifier: MIT */
/* Framing of vpcd's wire, and whole messages over a stream socket with a time limit. */
#include "sim/link/vpcd_wire.h"

#include "sim/base/secret.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

static const int64_t for_ever = -1;

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t deadline_after(int milliseconds)
{
    return milliseconds < 0 ? for_ever : now_ms() + milliseconds;
}

static int left_until(int64_t deadline)
{
    int64_t left;

    if (deadline == for_ever)
        return -1;
    left = deadline - now_ms();
    return left > 0 ? (int)left : 0;
}

enum vpcd_kind vpcd_kind_of(struct bytes body)
{
    if (body.size != 1)
        return VPCD_SAYS_APDU;
    switch (body.data[0]) {
    case VPCD_OFF:
        return VPCD_SAYS_OFF;
    case VPCD_ON:
        return VPCD_SAYS_ON;
    case VPCD_RESET:
        return VPCD_SAYS_RESET;
    case VPCD_ATR:
        return VPCD_ASKS_ATR;
    default:
        return VPCD_SAYS_APDU;
    }
}

bool vpcd_frame(struct bytes body, struct buf *message)
{
    uint8_t header[VPCD_HEADER] = {(uint8_t)(body.size >> 8), (uint8_t)body.size};

    if (body.size > VPCD_BODY_MAX || message->capacity - message->size < VPCD_HEADER + body.size)
        return false;
    return buf_add(message, bytes_of(header, sizeof header)) && buf_add(message, body);
}

/* Waits until `fd` is ready for `events`, `stop` becomes readable or the time is over. */
static enum vpcd_wire_result wait_for(int fd, int stop, short events, int64_t deadline)
{
    struct pollfd watched[2] = {
        {.fd = fd,   .events = events},
        {.fd = stop, .events = POLLIN},
    };
    int ready;

    do
        ready = poll(watched, 2, left_until(deadline));
    while (ready < 0 && errno == EINTR);
    if (ready < 0 || watched[1].revents)
        return VPCD_WIRE_CLOSED;
    return ready ? VPCD_WIRE_OK : VPCD_WIRE_TIMEOUT;
}

/* Whether a failed send or recv is worth another try once the socket is ready. */
static bool only_not_yet(void)
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

static enum vpcd_wire_result send_all(int fd, int stop, struct bytes rest, int64_t deadline)
{
    while (rest.size) {
        ssize_t sent = send(fd, rest.data, rest.size, MSG_NOSIGNAL | MSG_DONTWAIT);

        if (sent > 0) {
            rest = bytes_slice(rest, (size_t)sent, rest.size);
            continue;
        }
        if (sent < 0 && !only_not_yet())
            return VPCD_WIRE_CLOSED;
        enum vpcd_wire_result ready = wait_for(fd, stop, POLLOUT, deadline);
        if (ready != VPCD_WIRE_OK)
            return ready;
    }
    return VPCD_WIRE_OK;
}

static enum vpcd_wire_result receive_all(int fd, int stop, uint8_t *to, size_t size,
                                         int64_t deadline)
{
    const int yes = 1;

    while (size) {
        /* Not TCP: then it fails, and nothing is delayed anyway. */
        (void)setsockopt(fd, IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof yes);
        ssize_t got = recv(fd, to, size, MSG_DONTWAIT);

        if (got == 0)
            return VPCD_WIRE_CLOSED;
        if (got > 0) {
            to += got;
            size -= (size_t)got;
            continue;
        }
        if (!only_not_yet())
            return VPCD_WIRE_CLOSED;
        enum vpcd_wire_result ready = wait_for(fd, stop, POLLIN, deadline);
        if (ready != VPCD_WIRE_OK)
            return ready;
    }
    return VPCD_WIRE_OK;
}

enum vpcd_wire_result vpcd_send(int fd, int stop, struct bytes body, int milliseconds)
{
    uint8_t room[VPCD_HEADER + VPCD_BODY_MAX];
    struct buf message = buf_over(room, sizeof room);
    enum vpcd_wire_result result;

    if (!vpcd_frame(body, &message))
        return VPCD_WIRE_TOO_LONG;
    result = send_all(fd, stop, buf_bytes(&message), deadline_after(milliseconds));
    secret_wipe(room, message.size); /* a PIN may have stood in it */
    return result;
}

enum vpcd_wire_result vpcd_receive(int fd, int stop, struct buf *body, int milliseconds)
{
    int64_t deadline = deadline_after(milliseconds);
    uint8_t header[VPCD_HEADER];
    enum vpcd_wire_result result = receive_all(fd, stop, header, sizeof header, deadline);
    size_t size;

    if (result != VPCD_WIRE_OK)
        return result;
    size = (size_t)header[0] << 8 | header[1];
    if (body->capacity - body->size < size)
        return VPCD_WIRE_TOO_LONG;
    result = receive_all(fd, stop, body->data + body->size, size, deadline);
    if (result == VPCD_WIRE_OK)
        body->size += size;
    return result;
}
