/* SPDX-License-Identifier: MIT */
/* The slot server against a vpcd that the test itself plays, over TCP and over a socketpair. */
#include "sim/link/socket.h"
#include "sim/link/vpcd_wire.h"
#include "sim/reader/vpcd.h"
#include "tests/unit/reader/echo_card.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { SOON = 2000, NOT_LONG = 60 /* milliseconds */ };

/* A vpcd: listens, and takes one card at a time. */
struct reader {
    int listener;
    unsigned port;
    int connection;
    struct vpcd_server *server;
    struct echo_card card;
};

static int dial_reader(void *context)
{
    const struct reader *reader = context;

    return vpcd_dial_local(reader->port);
}

static void listen_on_some_port(struct reader *reader)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    reader->listener = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(reader->listener, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(reader->listener, 1), 0);
    assert_int_equal(getsockname(reader->listener, (struct sockaddr *)&address, &size), 0);
    reader->port = ntohs(address.sin_port);
}

static int make_reader(void **state)
{
    struct reader *reader = calloc(1, sizeof *reader);
    struct vpcd_server_options options = {.dial = dial_reader, .context = reader};

    reader->connection = -1;
    echo_card_init(&reader->card);
    listen_on_some_port(reader);
    assert_true(vpcd_server_start(&options, &reader->server));
    *state = reader;
    return 0;
}

static int end_reader(void **state)
{
    struct reader *reader = *state;

    vpcd_server_stop(&reader->server);
    assert_null(reader->server);
    if (reader->connection >= 0)
        close(reader->connection);
    close(reader->listener);
    free(reader);
    return 0;
}

static bool readable(int fd, int milliseconds)
{
    struct pollfd watched = {.fd = fd, .events = POLLIN};

    return poll(&watched, 1, milliseconds) == 1;
}

static void take_card(struct reader *reader)
{
    assert_true(readable(reader->listener, SOON));
    reader->connection = accept(reader->listener, NULL, NULL);
    assert_true(reader->connection >= 0);
}

static void say(int fd, struct bytes body)
{
    assert_int_equal(vpcd_send(fd, -1, body, SOON), VPCD_WIRE_OK);
}

static void say_control(int fd, uint8_t control)
{
    say(fd, bytes_of(&control, 1));
}

static void hear(int fd, struct bytes expected)
{
    uint8_t room[300];
    struct buf body = buf_over(room, sizeof room);

    assert_int_equal(vpcd_receive(fd, -1, &body, SOON), VPCD_WIRE_OK);
    assert_true(bytes_equal(buf_bytes(&body), expected));
}

static void hear_end(int fd)
{
    char byte;

    assert_true(readable(fd, SOON));
    assert_int_equal(recv(fd, &byte, 1, 0), 0);
}

static void empty_slot_does_not_dial(void **state)
{
    struct reader *reader = *state;

    assert_false(readable(reader->listener, NOT_LONG));
}

static void inserted_card_dials_and_tells_its_atr_without_power(void **state)
{
    struct reader *reader = *state;

    vpcd_server_insert(reader->server, &reader->card.link);
    take_card(reader);
    assert_int_equal(reader->card.power_offs, 1);
    say_control(reader->connection, VPCD_ATR);
    hear(reader->connection, echo_card_atr);
}

static void mute_card_does_not_dial(void **state)
{
    struct reader *reader = *state;

    reader->card.mute = true;
    vpcd_server_insert(reader->server, &reader->card.link);
    assert_false(readable(reader->listener, NOT_LONG));
}

static void on_reset_and_off_reach_the_card(void **state)
{
    struct reader *reader = *state;
    unsigned resets;
    unsigned power_offs;

    vpcd_server_insert(reader->server, &reader->card.link);
    take_card(reader);
    resets = reader->card.resets;
    power_offs = reader->card.power_offs;
    say_control(reader->connection, VPCD_ON);
    say_control(reader->connection, VPCD_RESET);
    say_control(reader->connection, VPCD_OFF);
    say_control(reader->connection, VPCD_ATR);
    hear(reader->connection, echo_card_atr);
    assert_int_equal(reader->card.resets, resets + 2);
    assert_int_equal(reader->card.power_offs, power_offs + 1);
}

static void apdu_is_answered(void **state)
{
    struct reader *reader = *state;

    vpcd_server_insert(reader->server, &reader->card.link);
    take_card(reader);
    say(reader->connection, bytes_of("\x00\x84\x00\x00", 4));
    hear(reader->connection, bytes_of("\x00\x84\x00\x00\x90\x00", 6));
}

static void removal_hangs_up(void **state)
{
    struct reader *reader = *state;

    vpcd_server_insert(reader->server, &reader->card.link);
    take_card(reader);
    vpcd_server_remove(reader->server);
    hear_end(reader->connection);
    assert_false(readable(reader->listener, NOT_LONG));
}

static void removal_in_mid_command_is_seen_before_the_answer(void **state)
{
    struct reader *reader = *state;

    reader->card.slowness = 200;
    vpcd_server_insert(reader->server, &reader->card.link);
    take_card(reader);
    say(reader->connection, bytes_of("\x00\x84\x00\x00", 4));
    usleep(20000);
    vpcd_server_remove(reader->server);
    hear_end(reader->connection);
    assert_int_equal(reader->card.commands, 1);
}

/* vpcd would wait for ever on an empty message. */
static void an_answer_that_is_none_hangs_up_and_the_card_comes_back(void **state)
{
    struct reader *reader = *state;

    reader->card.cuts = true;
    vpcd_server_insert(reader->server, &reader->card.link);
    take_card(reader);
    say(reader->connection, bytes_of("\x00\x84\x00\x00", 4));
    hear_end(reader->connection);
    close(reader->connection);
    reader->card.cuts = false;
    take_card(reader);
    say(reader->connection, bytes_of("\x00\x84\x00\x00", 4));
    hear(reader->connection, bytes_of("\x00\x84\x00\x00\x90\x00", 6));
}

static void lost_connection_is_dialled_again(void **state)
{
    struct reader *reader = *state;

    vpcd_server_insert(reader->server, &reader->card.link);
    take_card(reader);
    close(reader->connection);
    take_card(reader);
    say_control(reader->connection, VPCD_ATR);
    hear(reader->connection, echo_card_atr);
}

static void second_card_takes_the_place_of_the_first(void **state)
{
    struct reader *reader = *state;
    struct echo_card other;
    int first;

    echo_card_init(&other);
    vpcd_server_insert(reader->server, &reader->card.link);
    take_card(reader);
    first = reader->connection;
    vpcd_server_insert(reader->server, &other.link);
    hear_end(first);
    close(first);
    take_card(reader);
    say(reader->connection, bytes_of("\x00\x84\x00\x00", 4));
    hear(reader->connection, bytes_of("\x00\x84\x00\x00\x90\x00", 6));
    assert_int_equal(reader->card.commands, 0);
    assert_int_equal(other.commands, 1);
    vpcd_server_remove(reader->server);
}

static void stop_works_while_nobody_answers_the_dial(void **state)
{
    struct reader *reader = *state;
    struct timespec before;
    struct timespec after;

    close(reader->listener);
    vpcd_server_insert(reader->server, &reader->card.link);
    clock_gettime(CLOCK_MONOTONIC, &before);
    vpcd_server_stop(&reader->server);
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert_true(after.tv_sec - before.tv_sec <= 1);
    listen_on_some_port(reader);
}

/* The same server behind the socket link: what AKIS_LINK_FD carries. */
static void socket_link_meets_the_server_over_a_socketpair(void **state)
{
    int ends[2];
    struct vpcd_server_options options = {0};
    struct vpcd_server *server = NULL;
    struct link *link = NULL;
    struct echo_card card;
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf answer = buf_over(room, sizeof room);

    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    echo_card_init(&card);
    options.fd = ends[1];
    assert_true(vpcd_server_start(&options, &server));
    assert_int_equal(link_socket_new(ends[0], &link), LINK_OK);
    assert_int_equal(link_reset(link, &answer), LINK_NO_CARD);
    vpcd_server_insert(server, &card.link);
    assert_int_equal(link_reset(link, &answer), LINK_OK);
    assert_true(bytes_equal(buf_bytes(&answer), echo_card_atr));
    buf_clear(&answer);
    assert_int_equal(link_transmit(link, bytes_of("\x00\x84\x00\x00", 4), &answer), LINK_OK);
    assert_int_equal(answer.size, 6);
    vpcd_server_remove(server);
    buf_clear(&answer);
    assert_int_equal(link_transmit(link, bytes_of("\x00\x84\x00\x00", 4), &answer), LINK_REMOVED);
    vpcd_server_insert(server, &card.link);
    assert_int_equal(link_reset(link, &answer), LINK_OK);
    vpcd_server_stop(&server);
    assert_int_equal(link_reset(link, &answer), LINK_FAILED);
    link_free(&link);
}

#define WITH_READER(test) cmocka_unit_test_setup_teardown(test, make_reader, end_reader)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_READER(empty_slot_does_not_dial),
        WITH_READER(inserted_card_dials_and_tells_its_atr_without_power),
        WITH_READER(mute_card_does_not_dial),
        WITH_READER(on_reset_and_off_reach_the_card),
        WITH_READER(apdu_is_answered),
        WITH_READER(removal_hangs_up),
        WITH_READER(removal_in_mid_command_is_seen_before_the_answer),
        WITH_READER(an_answer_that_is_none_hangs_up_and_the_card_comes_back),
        WITH_READER(lost_connection_is_dialled_again),
        WITH_READER(second_card_takes_the_place_of_the_first),
        WITH_READER(stop_works_while_nobody_answers_the_dial),
        cmocka_unit_test(socket_link_meets_the_server_over_a_socketpair),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
