/* SPDX-License-Identifier: MIT */
/*
 * APDUs a second by each way to a card, from one run, with messages of the same sizes: a
 * bare Unix-socket ping-pong, the pcsc-lite server, and a private pcscd with vpcd. Each in a
 * process of its own, since libpcsclite reads PCSCLITE_CSOCK_NAME once. Not a test.
 */
#include "sim/link/pcsc.h"
#include "sim/reader/pcscd.h"
#include "sim/reader/pcsclite.h"
#include "sim/reader/pcsclite_wire.h"
#include "sim/reader/vpcd.h"
#include "tests/unit/reader/echo_card.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS = 2, SOON = 5000 };

static const uint8_t command[] = {0x00, 0xA4, 0x00, 0x00, 0x02, 0x3F, 0x00};

enum {
    UP = sizeof(struct wire_header) + sizeof(struct wire_transmit) + sizeof command,
    DOWN = sizeof(struct wire_transmit) + sizeof command + 2,
};

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool move(ssize_t (*how)(int, void *, size_t, int), int fd, uint8_t *data, size_t size)
{
    while (size) {
        ssize_t moved = how(fd, data, size, MSG_NOSIGNAL);

        if (moved <= 0)
            return false;
        data += moved;
        size -= (size_t)moved;
    }
    return true;
}

static ssize_t send_some(int fd, void *data, size_t size, int flags)
{
    return send(fd, data, size, flags);
}

static void *pong(void *context)
{
    int fd = *(const int *)context;
    uint8_t room[UP > DOWN ? UP : DOWN] = {0};

    while (move(recv, fd, room, UP) && move(send_some, fd, room, DOWN))
        ;
    return NULL;
}

/* One send up, one down: the least that two programs can do. */
static bool ping(int fd, uint8_t *room)
{
    return move(send_some, fd, room, UP) && move(recv, fd, room, DOWN);
}

static bool ready(int fd, short events)
{
    struct pollfd watched = {.fd = fd, .events = events};

    return poll(&watched, 1, -1) == 1;
}

/* The same bytes as libpcsclite moves them: three sends up, two reads down, a poll for each. */
static bool ping_in_parts(int fd, uint8_t *room)
{
    const size_t up[] = {sizeof(struct wire_header), sizeof(struct wire_transmit), sizeof command};
    const size_t down[] = {sizeof(struct wire_transmit), sizeof command + 2};

    for (size_t i = 0; i < 3; i++)
        if (!ready(fd, POLLOUT) || !move(send_some, fd, room, up[i]))
            return false;
    for (size_t i = 0; i < 2; i++)
        if (!ready(fd, POLLIN) || !move(recv, fd, room, down[i]))
            return false;
    return true;
}

static double rate_of_ping(bool (*once)(int fd, uint8_t *room))
{
    uint8_t room[UP > DOWN ? UP : DOWN] = {0};
    int ends[2];
    pthread_t thread;
    unsigned count = 0;
    double start;

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0 ||
        pthread_create(&thread, NULL, pong, &ends[1]) != 0)
        return 0;
    for (start = seconds_now(); seconds_now() - start < SECONDS && once(ends[0], room);)
        count++;
    close(ends[0]);
    pthread_join(thread, NULL);
    close(ends[1]);
    return count / (double)SECONDS;
}

static double bare(void)
{
    return rate_of_ping(ping);
}

static double bare_in_parts(void)
{
    return rate_of_ping(ping_in_parts);
}

/* APDUs a second with the card in the first reader; 0 when it fails. */
static double rate_of_card(void)
{
    struct link_pcsc_readers readers;
    struct link *link = NULL;
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf answer = buf_over(room, sizeof room);
    unsigned count = 0;
    double start;

    if (link_pcsc_list(&readers) != LINK_OK)
        return 0;
    while (!readers.reader[0].present)
        if (link_pcsc_wait(&readers, SOON) != LINK_OK)
            return 0;
    if (link_pcsc_new(NULL, &link) != LINK_OK || link_reset(link, &answer) != LINK_OK ||
        link_begin(link) != LINK_OK)
        return 0;
    for (start = seconds_now(); seconds_now() - start < SECONDS; count++) {
        buf_clear(&answer);
        if (link_transmit(link, bytes_of(command, sizeof command), &answer) != LINK_OK)
            return 0;
    }
    link_end(link);
    link_free(&link);
    return count / (double)SECONDS;
}

static double pcsclite(void)
{
    char path[64];
    const struct pcsclite_options options = {.path = path};
    struct pcsclite_server *server = NULL;
    struct echo_card card;
    double rate;

    (void)snprintf(path, sizeof path, "/tmp/bench-reader-%d", (int)getpid());
    if (pcsclite_start(&options, &server) != PCSCLITE_OK)
        return 0;
    setenv("PCSCLITE_CSOCK_NAME", path, 1);
    echo_card_init(&card);
    pcsclite_insert(server, 0, &card.link);
    rate = rate_of_card();
    pcsclite_stop(&server);
    return rate;
}

static double vpcd(void)
{
    struct pcscd *pcscd = NULL;
    struct vpcd_server *server = NULL;
    struct pcscd_slot slot = {.slot = 0};
    struct vpcd_server_options options = {.dial = pcscd_dial_slot, .context = &slot};
    struct echo_card card;
    double rate;

    if (pcscd_start(NULL, &pcscd) != PCSCD_OK)
        return 0;
    slot.pcscd = pcscd;
    setenv("PCSCLITE_CSOCK_NAME", pcscd_socket(pcscd), 1);
    echo_card_init(&card);
    if (!vpcd_server_start(&options, &server))
        return 0;
    vpcd_server_insert(server, &card.link);
    rate = rate_of_card();
    vpcd_server_stop(&server);
    pcscd_stop(&pcscd);
    return rate;
}

/* Measures in a process of its own; 0 when it fails. */
static double apart(double (*measure)(void))
{
    int ends[2];
    double rate = 0;
    pid_t child;

    if (pipe(ends) != 0)
        return 0;
    child = fork();
    if (child == 0) {
        rate = measure();
        _exit(write(ends[1], &rate, sizeof rate) != (ssize_t)sizeof rate);
    }
    close(ends[1]);
    if (child < 0 || read(ends[0], &rate, sizeof rate) != (ssize_t)sizeof rate)
        rate = 0;
    close(ends[0]);
    if (child > 0)
        waitpid(child, NULL, 0);
    return rate;
}

int main(void)
{
    double plain = apart(bare);
    double parts = apart(bare_in_parts);
    double socket = apart(pcsclite);
    double daemon = apart(vpcd);

    (void)printf("bare ping-pong                %8.0f /s\n", plain);
    (void)printf("  in libpcsclite's pieces     %8.0f /s\n", parts);
    (void)printf("pcsc-lite server              %8.0f APDU/s\n", socket);
    (void)printf("pcscd+vpcd                    %8.0f APDU/s\n", daemon);
    if (plain <= 0 || parts <= 0 || socket <= 0 || daemon <= 0)
        return 1;
    (void)printf("server / bare %.2f   / in pieces %.2f   / vpcd %.2f\n", socket / plain,
                 socket / parts, socket / daemon);
    return 0;
}
