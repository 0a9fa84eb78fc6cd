/* SPDX-License-Identifier: MIT */
/*
 * The pcsc-lite server's socket: a client sends the input, whatever it is, and leaves. The
 * server must go on: a second client is then answered as if nothing had been. Handles and
 * contexts are numbered from 1 in each new server, so that inputs can name them.
 */
#include "sim/reader/pcsclite.h"
#include "sim/reader/pcsclite_wire.h"
#include "tests/fuzz/target.h"
#include "tests/unit/reader/echo_card.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static char path[64];

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    (void)snprintf(path, sizeof path, "/tmp/fuzz-pcsclite-%d", (int)getpid());
    return 0;
}

static int client(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    memcpy(address.sun_path, path, strlen(path) + 1);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        abort();
    return fd;
}

static void *read_all(void *context)
{
    const int *fd = context;
    char room[4096];

    errno = 0;
    while (recv(*fd, room, sizeof room, 0) > 0 || errno == EINTR)
        errno = 0;
    return NULL;
}

/* Answers are read meanwhile, so that the server never waits for room. */
static void send_input(const uint8_t *data, size_t size)
{
    pthread_t reader;
    int fd = client();

    if (pthread_create(&reader, NULL, read_all, &fd) != 0)
        abort();
    (void)!send(fd, data, size, MSG_NOSIGNAL);
    shutdown(fd, SHUT_WR);
    pthread_join(reader, NULL);
    close(fd);
}

/* libFuzzer's own timer interrupts. */
static bool receive(int fd, uint8_t *room, size_t size)
{
    while (size) {
        ssize_t got = recv(fd, room, size, 0);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        room += got;
        size -= (size_t)got;
    }
    return true;
}

static void check_that_it_lives(void)
{
    const struct wire_header question = {0, WIRE_GET_READERS_STATE};
    struct wire_reader states[WIRE_READERS];
    int fd = client();

    if (send(fd, &question, sizeof question, MSG_NOSIGNAL) != (ssize_t)sizeof question ||
        !receive(fd, (uint8_t *)states, sizeof states) ||
        strcmp(states[0].name, "AKIS Mini Reader 00 00") != 0)
        abort();
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct pcsclite_options options = {.path = path};
    struct pcsclite_server *server = NULL;
    struct echo_card card;

    if (pcsclite_start(&options, &server) != PCSCLITE_OK)
        abort();
    echo_card_init(&card);
    pcsclite_insert(server, 0, &card.link);
    send_input(data, size);
    check_that_it_lives();
    pcsclite_stop(&server);
    return 0;
}
