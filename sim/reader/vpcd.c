/* SPDX-License-Identifier: MIT */
/*
 * One slot, one thread. What the thread waits for, it waits for together with `wake`,
 * so that insert, remove and stop work at once.
 *
 *     no card --insert--> dialling --connected--> serving --lost--> dialling
 *        ^----------------- remove --------------------'
 *
 * Two locks: `state` guards what insert and remove change and is held for moments;
 * `card` is held while the link is used. A removal shuts the connection first and then
 * waits for `card`, so that the reader sees it in the middle of a command.
 */
#include "sim/reader/vpcd.h"

#include "sim/base/secret.h"
#include "sim/link/vpcd_wire.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    DIAL_AGAIN = 20, /* milliseconds */
    EMPTY_FOR = 500, /* milliseconds a slot stays empty at least: pcscd looks every 400 */
};

struct vpcd_server {
    struct vpcd_server_options options;
    pthread_t thread;
    int wake; /* eventfd: something changed */

    pthread_mutex_t state;
    bool stopping;
    bool changing;    /* the slot is between two cards */
    unsigned changes; /* insertions and removals so far */
    int connection;   /* -1: none */
    int64_t left;     /* when the reader last lost its card; milliseconds */

    pthread_mutex_t card;
    struct link *link; /* NULL: the slot is empty */
    uint8_t atr[LINK_ATR_MAX];
    size_t atr_size;
    bool powered; /* by the reader, since the card was put in */

    uint8_t command[VPCD_BODY_MAX];
    uint8_t response[VPCD_BODY_MAX];
};

static int64_t milliseconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits for the next change, at most `milliseconds`; < 0: for ever. */
static void wait_for_change(struct vpcd_server *server, int milliseconds)
{
    struct pollfd change = {.fd = server->wake, .events = POLLIN};

    (void)poll(&change, 1, milliseconds);
}

static void reset_card(struct vpcd_server *server)
{
    struct buf atr = buf_over(server->atr, sizeof server->atr);

    server->atr_size = 0;
    if (server->link && link_reset(server->link, &atr) == LINK_OK)
        server->atr_size = atr.size;
}

/* Obeys one message. True when `answer` is to be sent. */
static bool obey(struct vpcd_server *server, struct bytes body, struct buf *answer)
{
    switch (vpcd_kind_of(body)) {
    case VPCD_SAYS_OFF:
        if (server->link && link_power_off(server->link) != LINK_OK)
            server->atr_size = 0;
        return false;
    case VPCD_SAYS_ON:
    case VPCD_SAYS_RESET:
        reset_card(server);
        server->powered = server->atr_size > 0;
        return false;
    case VPCD_ASKS_ATR:
        return !server->link || buf_add(answer, bytes_of(server->atr, server->atr_size));
    case VPCD_SAYS_APDU:
        if (server->link && link_transmit(server->link, body, answer) != LINK_OK)
            buf_clear(answer);
        return true;
    }
    return false;
}

/* One message in, at most one out. False: the connection is over. A vpcd would wait for ever on an
 * empty answer: a card that gives none has left its reader. */
static bool exchange(struct vpcd_server *server, int fd)
{
    struct buf command = buf_over(server->command, sizeof server->command);
    struct buf response = buf_over(server->response, sizeof server->response);
    bool answers;
    bool goes_on = true;

    if (vpcd_receive(fd, server->wake, &command, -1) != VPCD_WIRE_OK)
        return false;
    pthread_mutex_lock(&server->card);
    answers = obey(server, buf_bytes(&command), &response);
    pthread_mutex_unlock(&server->card);
    if (answers && response.size == 0 && server->options.dial)
        goes_on = false;
    else if (answers)
        goes_on = vpcd_send(fd, server->wake, buf_bytes(&response), -1) == VPCD_WIRE_OK;
    secret_wipe(server->command, command.size);
    secret_wipe(server->response, response.size);
    return goes_on;
}

/* Learns the ATR of the card that is in, and leaves it without power. `card` is held. */
static void meet_card(struct vpcd_server *server)
{
    reset_card(server);
    if (server->atr_size && link_power_off(server->link) != LINK_OK)
        server->atr_size = 0;
}

/* Whether there is a card to show. */
static bool card_answers(struct vpcd_server *server)
{
    bool answers;

    pthread_mutex_lock(&server->card);
    answers = server->atr_size > 0;
    pthread_mutex_unlock(&server->card);
    return answers;
}

/* Whether the reader has had the time to notice that the last card is gone. */
static bool was_empty(struct vpcd_server *server)
{
    pthread_mutex_lock(&server->state);
    bool was = milliseconds_now() - server->left >= EMPTY_FOR;
    pthread_mutex_unlock(&server->state);
    return was;
}

/* Dials; from then on remove and stop know the connection. -1: none, or not wanted any more. */
static int connect_reader(struct vpcd_server *server, unsigned changes)
{
    int fd = server->options.dial(server->options.context);

    pthread_mutex_lock(&server->state);
    if (fd >= 0 && (server->stopping || server->changes != changes)) {
        close(fd);
        fd = -1;
    }
    server->connection = fd;
    pthread_mutex_unlock(&server->state);
    return fd;
}

/* Without a reader the card has no power. */
static void disconnect_reader(struct vpcd_server *server)
{
    pthread_mutex_lock(&server->state);
    close(server->connection);
    server->connection = -1;
    server->left = milliseconds_now();
    pthread_mutex_unlock(&server->state);
    pthread_mutex_lock(&server->card);
    meet_card(server);
    pthread_mutex_unlock(&server->card);
}

struct slot_state {
    bool ending;
    bool has_card;
    unsigned changes;
};

/* Takes notice of all changes so far: a later one wakes. */
static struct slot_state look(struct vpcd_server *server)
{
    struct slot_state seen;
    eventfd_t count;
    bool changing;

    pthread_mutex_lock(&server->state);
    (void)eventfd_read(server->wake, &count);
    seen = (struct slot_state){.ending = server->stopping, .changes = server->changes};
    changing = server->changing;
    pthread_mutex_unlock(&server->state);
    seen.has_card = !changing && card_answers(server);
    return seen;
}

static void *serve_dialled(void *context)
{
    struct vpcd_server *server = context;

    for (;;) {
        struct slot_state seen = look(server);

        if (seen.ending)
            return NULL;
        if (!seen.has_card) {
            wait_for_change(server, -1);
        } else if (!was_empty(server) || connect_reader(server, seen.changes) < 0) {
            wait_for_change(server, DIAL_AGAIN);
        } else {
            while (exchange(server, server->connection))
                ;
            disconnect_reader(server);
        }
    }
}

static void *serve_connected(void *context)
{
    struct vpcd_server *server = context;

    while (exchange(server, server->options.fd))
        ;
    shutdown(server->options.fd, SHUT_RDWR);
    return NULL;
}

/* Signals are for the program's own threads. */
static bool start_thread(struct vpcd_server *server)
{
    sigset_t all;
    sigset_t before;
    int failed;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    failed = pthread_create(&server->thread, NULL,
                            server->options.dial ? serve_dialled : serve_connected, server);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return !failed;
}

static void give_back(struct vpcd_server *server)
{
    if (server->wake >= 0)
        close(server->wake);
    if (!server->options.dial && server->options.fd >= 0)
        close(server->options.fd);
    pthread_mutex_destroy(&server->state);
    pthread_mutex_destroy(&server->card);
    free(server);
}

bool vpcd_server_start(const struct vpcd_server_options *options, struct vpcd_server **server)
{
    struct vpcd_server *made = calloc(1, sizeof *made);

    if (!made) {
        if (!options->dial && options->fd >= 0)
            close(options->fd);
        return false;
    }
    made->options = *options;
    made->connection = -1;
    made->left = milliseconds_now() - EMPTY_FOR;
    pthread_mutex_init(&made->state, NULL);
    pthread_mutex_init(&made->card, NULL);
    made->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (made->wake < 0 || !start_thread(made)) {
        give_back(made);
        return false;
    }
    *server = made;
    return true;
}

/* Ends the connection to a dialled reader, in mid-command too. */
static void hang_up(struct vpcd_server *server)
{
    pthread_mutex_lock(&server->state);
    server->changing = true;
    if (server->connection >= 0) {
        shutdown(server->connection, SHUT_RDWR);
        server->left = milliseconds_now();
    }
    pthread_mutex_unlock(&server->state);
}

static void look_again(struct vpcd_server *server, bool stopping)
{
    pthread_mutex_lock(&server->state);
    server->stopping = stopping;
    server->changing = false;
    server->changes++;
    eventfd_write(server->wake, 1);
    pthread_mutex_unlock(&server->state);
}

static void change_card(struct vpcd_server *server, struct link *link)
{
    hang_up(server);
    pthread_mutex_lock(&server->card);
    if (server->link)
        (void)!link_power_off(server->link);
    server->link = link;
    server->powered = false;
    meet_card(server);
    pthread_mutex_unlock(&server->card);
    if (server->options.dial)
        look_again(server, false);
}

void vpcd_server_insert(struct vpcd_server *server, struct link *link)
{
    change_card(server, link);
}

void vpcd_server_remove(struct vpcd_server *server)
{
    change_card(server, NULL);
}

static bool has_noticed(struct vpcd_server *server)
{
    pthread_mutex_lock(&server->card);
    bool has_card = server->link != NULL;
    bool powered = server->powered;
    pthread_mutex_unlock(&server->card);
    return has_card ? powered : was_empty(server);
}

bool vpcd_server_noticed(struct vpcd_server *server, int milliseconds)
{
    const struct timespec pause = {0, 2000000};
    int64_t end = milliseconds_now() + milliseconds;

    while (!has_noticed(server)) {
        if (milliseconds_now() >= end)
            return false;
        (void)nanosleep(&pause, NULL);
    }
    return true;
}

void vpcd_server_stop(struct vpcd_server **server)
{
    struct vpcd_server *ending = *server;

    if (!ending)
        return;
    hang_up(ending);
    look_again(ending, true);
    pthread_join(ending->thread, NULL);
    change_card(ending, NULL);
    give_back(ending);
    *server = NULL;
}

int vpcd_dial_local(unsigned port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;

    if (fd < 0)
        return -1;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0 ||
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}
