/* SPDX-License-Identifier: MIT */
/*
 * APDUs a second through a private pcscd and vpcd, from one run: once with our slot
 * server, once with a card that leaves the socket as the kernel makes it. Not a test.
 */
#include "sim/link/pcsc.h"
#include "sim/link/vpcd_wire.h"
#include "sim/reader/pcscd.h"
#include "sim/reader/vpcd.h"
#include "tests/unit/reader/echo_card.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS = 2, SOON = 5000 };

/* A card that leaves its socket as the kernel makes it: delayed acknowledgements. */
static bool plain_send(int fd, struct bytes body)
{
    uint8_t room[VPCD_HEADER + 300];
    struct buf message = buf_over(room, sizeof room);

    return vpcd_frame(body, &message) &&
           send(fd, room, message.size, MSG_NOSIGNAL) == (ssize_t)message.size;
}

static void *plain_card(void *context)
{
    int fd = *(const int *)context;
    uint8_t header[2];
    uint8_t body[300];

    while (recv(fd, header, 2, MSG_WAITALL) == 2) {
        size_t size = (size_t)header[0] << 8 | header[1];

        if (size > sizeof body - 2 || recv(fd, body, size, MSG_WAITALL) != (ssize_t)size)
            break;
        if (size == 1 && body[0] == 4) {
            if (!plain_send(fd, echo_card_atr))
                break;
        } else if (size > 1) {
            memcpy(body + size, "\x90\x00", 2);
            if (!plain_send(fd, bytes_of(body, size + 2)))
                break;
        }
    }
    return NULL;
}

/* Takes back what pcscd_dial sets for our server. */
static int plain_dial(struct pcscd *pcscd, unsigned slot)
{
    const int no = 0;
    int fd = pcscd_dial(pcscd, slot);

    if (fd >= 0)
        (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &no, sizeof no);
    return fd;
}

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool wait_for_card(size_t reader)
{
    struct link_pcsc_readers readers;
    double end = seconds_now() + SOON / 1000.0;

    if (link_pcsc_list(&readers) != LINK_OK)
        return false;
    while (!readers.reader[reader].present && seconds_now() < end)
        (void)!link_pcsc_wait(&readers, SOON);
    return readers.reader[reader].present;
}

/* APDUs a second with the card in that reader; 0 when it fails. */
static double measure(const char *reader, size_t index)
{
    static const uint8_t command[] = {0x00, 0xA4, 0x00, 0x00, 0x02, 0x3F, 0x00};
    const struct link_pcsc_options options = {.reader = reader};
    struct link *link = NULL;
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf answer = buf_over(room, sizeof room);
    unsigned count = 0;
    double start;

    if (!wait_for_card(index) || link_pcsc_new(&options, &link) != LINK_OK ||
        link_reset(link, &answer) != LINK_OK || link_begin(link) != LINK_OK)
        return 0;
    start = seconds_now();
    for (; seconds_now() - start < SECONDS; count++) {
        buf_clear(&answer);
        if (link_transmit(link, bytes_of(command, sizeof command), &answer) != LINK_OK)
            return 0;
    }
    link_end(link);
    link_free(&link);
    return count / (double)SECONDS;
}

static int report(double ours, double plain)
{
    if (ours <= 0 || plain <= 0) {
        (void)fprintf(stderr, "a measurement failed\n");
        return 1;
    }
    (void)printf("pcscd+vpcd, our slot server   %8.0f APDU/s\n", ours);
    (void)printf("pcscd+vpcd, a plain card      %8.0f APDU/s\n", plain);
    (void)printf("ratio                         %8.0f\n", ours / plain);
    return 0;
}

int main(void)
{
    struct pcscd *pcscd = NULL;
    struct vpcd_server *server = NULL;
    struct pcscd_slot slot = {.slot = 0};
    struct vpcd_server_options options = {.dial = pcscd_dial_slot, .context = &slot};
    enum pcscd_result result = pcscd_start(NULL, &pcscd);
    struct echo_card card;
    pthread_t plain;
    int plain_fd;
    int status;

    if (result != PCSCD_OK) {
        (void)fprintf(stderr, "%s\n", pcscd_result_text(result));
        return 2;
    }
    setenv("PCSCLITE_CSOCK_NAME", pcscd_socket(pcscd), 1);
    slot.pcscd = pcscd;
    echo_card_init(&card);
    if (!vpcd_server_start(&options, &server))
        return 2;
    vpcd_server_insert(server, &card.link);
    plain_fd = plain_dial(pcscd, 1);
    if (plain_fd < 0 || pthread_create(&plain, NULL, plain_card, &plain_fd) != 0)
        return 2;
    status = report(measure("AKIS Mini Reader 00 00", 0), measure("AKIS Mini Reader 00 01", 1));
    vpcd_server_stop(&server);
    pcscd_stop(&pcscd);
    pthread_join(plain, NULL);
    close(plain_fd);
    return status;
}
