/* SPDX-License-Identifier: MIT */
/* Readers by name, and vpcd's port. */
#include "conformance/runner/bench_reach.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sim/base/hex.h"
#include "sim/link/pcsc.h"

enum { WAIT_FOR_CARD = 60000 };

static bool refuse(const char *why, const char *what)
{
    fprintf(stderr, "akis-conformance: %s%s\n", why, what);
    return false;
}

static void list_readers(const struct link_pcsc_readers *readers)
{
    for (size_t i = 0; i < readers->count; i++)
        fprintf(stderr, "  %s%s\n", readers->reader[i].name,
                readers->reader[i].present ? ", with a card" : ", empty");
}

/* The reader of that name, or the only one whose name has it in it. */
static const struct link_pcsc_reader *choose(const struct link_pcsc_readers *readers,
                                             const char *name)
{
    const struct link_pcsc_reader *found = NULL;
    size_t fitting = 0;

    for (size_t i = 0; i < readers->count; i++) {
        if (strcmp(readers->reader[i].name, name) == 0)
            return &readers->reader[i];
        if (strstr(readers->reader[i].name, name)) {
            found = &readers->reader[i];
            fitting++;
        }
    }
    return fitting == 1 ? found : NULL;
}

static bool find_reader(const char *name, struct foreign *foreign)
{
    struct link_pcsc_readers readers;
    const struct link_pcsc_reader *found;

    if (link_pcsc_list(&readers) != LINK_OK)
        return refuse("no PC/SC server answers: start pcscd, or name its socket in "
                      "PCSCLITE_CSOCK_NAME",
                      "");
    found = choose(&readers, name);
    if (!found) {
        (void)refuse("there is no reader, or more than one, of the name ", name);
        list_readers(&readers);
        return false;
    }
    if (!found->present)
        return refuse("the reader is empty: ", found->name);
    if (found->mute)
        return refuse("the card does not answer (upside down?) in the reader ", found->name);
    snprintf(foreign->reader, FOREIGN_READER, "%s", found->name);
    return true;
}

static int listen_at(const char *text)
{
    unsigned long port = strtoul(text, NULL, 10);
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                                  .sin_port = htons((uint16_t)port)};
    socklen_t size = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int on = 1;

    if (fd < 0)
        return -1;
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (port > 0xFFFF || bind(fd, (const struct sockaddr *)&address, size) != 0 ||
        listen(fd, 1) != 0 || getsockname(fd, (struct sockaddr *)&address, &size) != 0) {
        close(fd);
        return -1;
    }
    fprintf(stderr, "A card may connect to 127.0.0.1:%u now (vicc --port %u).\n",
            ntohs(address.sin_port), ntohs(address.sin_port));
    return fd;
}

static bool await_card(const char *port, struct foreign *foreign)
{
    int fd = listen_at(port);
    struct pollfd poll_for = {.fd = fd, .events = POLLIN};

    if (fd < 0)
        return refuse("no card can connect to the port ", port);
    if (poll(&poll_for, 1, WAIT_FOR_CARD) == 1)
        foreign->vpcd = accept(fd, NULL, NULL);
    close(fd);
    return foreign->vpcd >= 0 || refuse("no card has connected within a minute", "");
}

static bool power_up(struct talk *talk)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);
    enum link_result result = foreign_link(talk->foreign, &talk->link, &atr);

    if (result == LINK_OK &&
        hex_encode(buf_bytes(&atr), talk->foreign->atr, sizeof talk->foreign->atr))
        return true;
    return refuse("the card cannot be reached: ", link_result_text(result));
}

bool bench_reach(const struct options *options, struct talk *talk)
{
    bool there = options->reader ? find_reader(options->reader, talk->foreign)
                                 : await_card(options->vpcd_port, talk->foreign);

    return there && power_up(talk);
}
