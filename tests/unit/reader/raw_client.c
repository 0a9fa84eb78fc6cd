/* SPDX-License-Identifier: MIT */
/* See raw_client.h. */
#include "tests/unit/reader/raw_client.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cmocka.h>

enum { SOON = 2000 /* milliseconds */ };

int raw_open(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    memcpy(address.sun_path, path, strlen(path) + 1);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

void raw_say(int fd, uint32_t command, const void *body, size_t size)
{
    const struct wire_header header = {(uint32_t)size, command};

    (void)!send(fd, &header, sizeof header, MSG_NOSIGNAL);
    if (size)
        (void)!send(fd, body, size, MSG_NOSIGNAL);
}

bool raw_hear(int fd, void *answer, size_t size)
{
    struct pollfd watched = {.fd = fd, .events = POLLIN};
    uint8_t *at = answer;

    while (size) {
        ssize_t got = poll(&watched, 1, SOON) == 1 ? recv(fd, at, size, 0) : 0;

        if (got <= 0)
            return false;
        at += got;
        size -= (size_t)got;
    }
    return true;
}

bool raw_ask(int fd, uint32_t command, void *body, size_t size)
{
    raw_say(fd, command, body, size);
    return raw_hear(fd, body, size);
}

bool raw_hung_up(int fd)
{
    struct pollfd watched = {.fd = fd, .events = POLLIN};
    char byte;

    return poll(&watched, 1, SOON) == 1 && recv(fd, &byte, 1, 0) <= 0;
}

uint32_t raw_establish(int fd, int32_t minor)
{
    struct wire_version version = {WIRE_MAJOR, minor, 0};
    struct wire_establish establish = {2, 0, 0};

    assert_true(raw_ask(fd, WIRE_VERSION, &version, sizeof version));
    assert_int_equal(version.result, 0);
    assert_true(raw_ask(fd, WIRE_ESTABLISH_CONTEXT, &establish, sizeof establish));
    assert_int_equal(establish.result, 0);
    return establish.context;
}

uint32_t raw_connect(int fd, uint32_t context, const char *reader, uint32_t share, int32_t *handle)
{
    struct wire_connect message = {.context = context, .share = share, .protocols = 3};

    (void)strncpy(message.reader, reader, sizeof message.reader - 1);
    assert_true(raw_ask(fd, WIRE_CONNECT, &message, sizeof message));
    *handle = message.handle;
    return message.result;
}

uint32_t raw_begin(int fd, int32_t handle)
{
    struct wire_handle message = {handle, 0};

    assert_true(raw_ask(fd, WIRE_BEGIN_TRANSACTION, &message, sizeof message));
    return message.result;
}

uint32_t raw_transmit(int fd, int32_t handle, struct bytes command, uint8_t *response, size_t *size)
{
    struct wire_transmit message = {.handle = handle,
                                    .send_protocol = 2,
                                    .send_size = (uint32_t)command.size,
                                    .receive_size = 258};

    raw_say(fd, WIRE_TRANSMIT, &message, sizeof message);
    (void)!send(fd, command.data, command.size, MSG_NOSIGNAL);
    assert_true(raw_hear(fd, &message, sizeof message));
    *size = message.result ? 0 : message.receive_size;
    assert_true(raw_hear(fd, response, *size));
    return message.result;
}
