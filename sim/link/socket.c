/* SPDX-License-Identifier: MIT */
/* The reader's side of vpcd's wire: asks, and waits for the answer as long as its patience lasts.
 */
#include "sim/link/socket.h"

#include "sim/link/vpcd_wire.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct socket_link {
    struct link link;
    int fd;
    int patience;
    bool broken; /* out of step or closed: no later answer can be trusted */
};

static enum link_result wire_result(struct socket_link *self, enum vpcd_wire_result result)
{
    switch (result) {
    case VPCD_WIRE_OK:
        return LINK_OK;
    case VPCD_WIRE_CLOSED:
        self->broken = true;
        return LINK_FAILED;
    case VPCD_WIRE_TIMEOUT:
        self->broken = true;
        return LINK_TIMEOUT;
    case VPCD_WIRE_TOO_LONG:
        self->broken = true;
        return LINK_GARBLED;
    }
    return LINK_FAILED;
}

static enum link_result say(struct socket_link *self, struct bytes body)
{
    if (self->broken)
        return LINK_FAILED;
    return wire_result(self, vpcd_send(self->fd, -1, body, self->patience));
}

static enum link_result say_control(struct socket_link *self, uint8_t control)
{
    return say(self, bytes_of(&control, 1));
}

static enum link_result hear(struct socket_link *self, struct buf *answer)
{
    return wire_result(self, vpcd_receive(self->fd, -1, answer, self->patience));
}

static enum link_result socket_reset(void *context, struct buf *atr)
{
    struct socket_link *self = context;
    uint8_t room[LINK_ATR_MAX];
    struct buf answer = buf_over(room, sizeof room);
    enum link_result result = say_control(self, VPCD_RESET);

    if (result == LINK_OK)
        result = say_control(self, VPCD_ATR);
    if (result == LINK_OK)
        result = hear(self, &answer);
    if (result != LINK_OK)
        return result;
    if (!answer.size)
        return LINK_NO_CARD;
    return buf_add(atr, buf_bytes(&answer)) ? LINK_OK : LINK_FAILED;
}

static enum link_result socket_power_off(void *context)
{
    return say_control(context, VPCD_OFF);
}

static enum link_result socket_transmit(void *context, struct bytes command, struct buf *response)
{
    struct socket_link *self = context;
    size_t before = response->size;
    enum link_result result;

    if (!command.size || vpcd_kind_of(command) != VPCD_SAYS_APDU)
        return LINK_FAILED;
    result = say(self, command);
    if (result == LINK_OK)
        result = hear(self, response);
    if (result == LINK_OK && response->size == before)
        result = LINK_REMOVED;
    return result;
}

static void socket_free(void *context)
{
    struct socket_link *self = context;

    close(self->fd);
    free(self);
}

static const struct link_ops socket_ops = {
    .reset = socket_reset,
    .power_off = socket_power_off,
    .transmit = socket_transmit,
    .free = socket_free,
};

static bool is_stream_socket(int fd)
{
    int type = 0;
    socklen_t size = sizeof type;

    return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

enum link_result link_socket_new(int fd, struct link **link)
{
    struct socket_link *self = is_stream_socket(fd) ? calloc(1, sizeof *self) : NULL;

    if (!self) {
        if (fd >= 0)
            close(fd);
        return LINK_FAILED;
    }
    self->link = (struct link){.ops = &socket_ops, .self = self};
    self->fd = fd;
    self->patience = LINK_SOCKET_PATIENCE;
    *link = &self->link;
    return LINK_OK;
}

enum link_result link_socket_inherited(struct link **link)
{
    const char *text = getenv("AKIS_LINK_FD");
    char *end = NULL;
    long fd;

    if (!text || !*text)
        return LINK_FAILED;
    errno = 0;
    fd = strtol(text, &end, 10);
    if (errno || *end || fd < 0 || fd > 0xFFFFF)
        return LINK_FAILED;
    return link_socket_new((int)fd, link);
}

void link_socket_patience(struct link *link, unsigned milliseconds)
{
    struct socket_link *self = link->self;

    self->patience = milliseconds > 0x7FFFFFFF ? 0x7FFFFFFF : (int)milliseconds;
}
