/* SPDX-License-Identifier: MIT */
/* Links: vpcd's framing, the socket link against a scripted card, and what all links share. */
#include "sim/link/link.h"
#include "sim/link/socket.h"
#include "sim/link/vpcd_wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum { AT_ONCE = 1000, NOT_LONG = 30 /* milliseconds */ };

static struct bytes text(const char *content)
{
    return bytes_text(content);
}

static void frame_is_length_then_body(void **state)
{
    uint8_t room[8];
    struct buf message = buf_over(room, sizeof room);

    (void)state;
    assert_true(vpcd_frame(text("abc"), &message));
    assert_true(bytes_equal(buf_bytes(&message), bytes_of("\x00\x03"
                                                          "abc",
                                                          5)));
}

static void frame_without_room_changes_nothing(void **state)
{
    uint8_t room[4];
    struct buf message = buf_over(room, sizeof room);

    (void)state;
    assert_false(vpcd_frame(text("abc"), &message));
    assert_int_equal(message.size, 0);
    assert_true(vpcd_frame(text("ab"), &message));
}

static void one_byte_bodies_are_controls_and_longer_ones_are_not(void **state)
{
    const struct {
        const char *body;
        size_t size;
        enum vpcd_kind kind;
    } rows[] = {
        {"\x00",             1, VPCD_SAYS_OFF  },
        {"\x01",             1, VPCD_SAYS_ON   },
        {"\x02",             1, VPCD_SAYS_RESET},
        {"\x03",             1, VPCD_SAYS_APDU },
        {"\x04",             1, VPCD_ASKS_ATR  },
        {"\x05",             1, VPCD_SAYS_APDU },
        {"",                 0, VPCD_SAYS_APDU },
        {"\x00\x84\x01\x01", 4, VPCD_SAYS_APDU },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(vpcd_kind_of(bytes_of(rows[i].body, rows[i].size)), rows[i].kind);
}

static void make_pair(int ends[2])
{
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
}

static void message_in_pieces_arrives_whole(void **state)
{
    int ends[2];
    uint8_t room[16];
    struct buf body = buf_over(room, sizeof room);

    (void)state;
    make_pair(ends);
    assert_int_equal(write(ends[1], "\x00", 1), 1);
    assert_int_equal(vpcd_receive(ends[0], -1, &body, NOT_LONG), VPCD_WIRE_TIMEOUT);
    assert_int_equal(body.size, 0);
    assert_int_equal(write(ends[1], "\x00\x02hi", 4), 4);
    assert_int_equal(vpcd_receive(ends[0], -1, &body, AT_ONCE), VPCD_WIRE_OK);
    assert_memory_equal(room, "hi", 2);
    close(ends[0]);
    close(ends[1]);
}

static void body_longer_than_the_room_is_refused(void **state)
{
    int ends[2];
    uint8_t room[2];
    struct buf body = buf_over(room, sizeof room);

    (void)state;
    make_pair(ends);
    assert_int_equal(vpcd_send(ends[1], -1, text("abc"), AT_ONCE), VPCD_WIRE_OK);
    assert_int_equal(vpcd_receive(ends[0], -1, &body, AT_ONCE), VPCD_WIRE_TOO_LONG);
    assert_int_equal(body.size, 0);
    close(ends[0]);
    close(ends[1]);
}

static void stop_ends_a_wait(void **state)
{
    int ends[2];
    int stop[2];
    uint8_t room[4];
    struct buf body = buf_over(room, sizeof room);

    (void)state;
    make_pair(ends);
    make_pair(stop);
    assert_int_equal(write(stop[1], "x", 1), 1);
    assert_int_equal(vpcd_receive(ends[0], stop[0], &body, -1), VPCD_WIRE_CLOSED);
    for (int i = 0; i < 2; i++) {
        close(ends[i]);
        close(stop[i]);
    }
}

/* A link, and the card's end of its wire: what the card will say is put there beforehand. */
struct wire {
    struct link *link;
    int card;
};

static int make_wire(void **state)
{
    static struct wire wire;
    int ends[2];

    make_pair(ends);
    assert_int_equal(link_socket_new(ends[0], &wire.link), LINK_OK);
    link_socket_patience(wire.link, NOT_LONG);
    wire.card = ends[1];
    *state = &wire;
    return 0;
}

static int end_wire(void **state)
{
    struct wire *wire = *state;

    link_free(&wire->link);
    close(wire->card);
    return 0;
}

static void card_says(const struct wire *wire, struct bytes body)
{
    assert_int_equal(vpcd_send(wire->card, -1, body, AT_ONCE), VPCD_WIRE_OK);
}

static void card_hears(const struct wire *wire, struct bytes expected)
{
    uint8_t room[300];
    struct buf body = buf_over(room, sizeof room);

    assert_int_equal(vpcd_receive(wire->card, -1, &body, AT_ONCE), VPCD_WIRE_OK);
    assert_true(bytes_equal(buf_bytes(&body), expected));
}

static enum link_result ask(const struct wire *wire, struct buf *response)
{
    return link_transmit(wire->link, bytes_of("\x00\x84\x00\x00\x08", 5), response);
}

static void reset_asks_reset_then_atr(void **state)
{
    struct wire *wire = *state;
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    card_says(wire, bytes_of("\x3B\x00", 2));
    assert_int_equal(link_reset(wire->link, &atr), LINK_OK);
    assert_true(bytes_equal(buf_bytes(&atr), bytes_of("\x3B\x00", 2)));
    card_hears(wire, bytes_of("\x02", 1));
    card_hears(wire, bytes_of("\x04", 1));
}

static void empty_atr_is_no_card(void **state)
{
    struct wire *wire = *state;
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    card_says(wire, text(""));
    assert_int_equal(link_reset(wire->link, &atr), LINK_NO_CARD);
    assert_int_equal(atr.size, 0);
}

static void power_off_is_one_byte(void **state)
{
    struct wire *wire = *state;

    assert_int_equal(link_power_off(wire->link), LINK_OK);
    card_hears(wire, bytes_of("\x00", 1));
}

static void answer_is_appended(void **state)
{
    struct wire *wire = *state;
    uint8_t room[LINK_RESPONSE_MAX] = {0xEE};
    struct buf response = {room, 1, sizeof room};

    card_says(wire, bytes_of("\x01\x90\x00", 3));
    assert_int_equal(ask(wire, &response), LINK_OK);
    assert_true(bytes_equal(buf_bytes(&response), bytes_of("\xEE\x01\x90\x00", 4)));
    card_hears(wire, bytes_of("\x00\x84\x00\x00\x08", 5));
}

static void bad_answers_give_their_result_and_no_bytes(void **state)
{
    static uint8_t endless[LINK_RESPONSE_MAX + 1];
    const struct {
        struct bytes answer;
        enum link_result result;
    } rows[] = {
        {{(const uint8_t *)"", 0},     LINK_REMOVED},
        {{(const uint8_t *)"\x90", 1}, LINK_GARBLED},
        {{endless, sizeof endless},    LINK_GARBLED},
    };
    struct wire *wire = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint8_t room[LINK_RESPONSE_MAX];
        struct buf response = buf_over(room, sizeof room);

        card_says(wire, rows[i].answer);
        assert_int_equal(ask(wire, &response), rows[i].result);
        assert_int_equal(response.size, 0);
    }
}

static void late_answer_breaks_the_link(void **state)
{
    struct wire *wire = *state;
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf response = buf_over(room, sizeof room);

    assert_int_equal(ask(wire, &response), LINK_TIMEOUT);
    card_says(wire, bytes_of("\x90\x00", 2));
    assert_int_equal(ask(wire, &response), LINK_FAILED);
    assert_int_equal(response.size, 0);
}

static void closed_wire_fails(void **state)
{
    struct wire *wire = *state;
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf response = buf_over(room, sizeof room);

    assert_int_equal(shutdown(wire->card, SHUT_RDWR), 0);
    assert_int_equal(ask(wire, &response), LINK_FAILED);
}

static void apdu_that_would_be_a_control_is_not_sent(void **state)
{
    struct wire *wire = *state;
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf response = buf_over(room, sizeof room);

    assert_int_equal(link_transmit(wire->link, bytes_of("\x02", 1), &response), LINK_FAILED);
    assert_int_equal(link_transmit(wire->link, text(""), &response), LINK_FAILED);
    assert_int_equal(recv(wire->card, room, 1, MSG_DONTWAIT), -1);
}

static void inherited_descriptor_comes_from_the_environment(void **state)
{
    const char *const bad[] = {"", "x", "3x", "-1", "99999999999999999999", "1048575"};
    struct link *link = NULL;
    char number[16];
    int ends[2];

    (void)state;
    unsetenv("AKIS_LINK_FD");
    assert_int_equal(link_socket_inherited(&link), LINK_FAILED);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        setenv("AKIS_LINK_FD", bad[i], 1);
        assert_int_equal(link_socket_inherited(&link), LINK_FAILED);
    }
    make_pair(ends);
    (void)snprintf(number, sizeof number, "%d", ends[0]);
    setenv("AKIS_LINK_FD", number, 1);
    assert_int_equal(link_socket_inherited(&link), LINK_OK);
    link_free(&link);
    assert_null(link);
    close(ends[1]);
    unsetenv("AKIS_LINK_FD");
}

static void file_is_no_link(void **state)
{
    struct link *link = NULL;
    int ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(link_socket_new(ends[0], &link), LINK_FAILED);
    assert_int_equal(close(ends[0]), -1); /* it was taken over */
    close(ends[1]);
}

static void every_result_has_its_own_text(void **state)
{
    (void)state;
    for (int one = LINK_OK; one <= LINK_GARBLED; one++)
        for (int other = LINK_OK; other < one; other++)
            assert_string_not_equal(link_result_text((enum link_result)one),
                                    link_result_text((enum link_result)other));
}

#define ON_WIRE(test) cmocka_unit_test_setup_teardown(test, make_wire, end_wire)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frame_is_length_then_body),
        cmocka_unit_test(frame_without_room_changes_nothing),
        cmocka_unit_test(one_byte_bodies_are_controls_and_longer_ones_are_not),
        cmocka_unit_test(message_in_pieces_arrives_whole),
        cmocka_unit_test(body_longer_than_the_room_is_refused),
        cmocka_unit_test(stop_ends_a_wait),
        ON_WIRE(reset_asks_reset_then_atr),
        ON_WIRE(empty_atr_is_no_card),
        ON_WIRE(power_off_is_one_byte),
        ON_WIRE(answer_is_appended),
        ON_WIRE(late_answer_breaks_the_link),
        ON_WIRE(closed_wire_fails),
        ON_WIRE(apdu_that_would_be_a_control_is_not_sent),
        ON_WIRE(bad_answers_give_their_result_and_no_bytes),
        cmocka_unit_test(inherited_descriptor_comes_from_the_environment),
        cmocka_unit_test(file_is_no_link),
        cmocka_unit_test(every_result_has_its_own_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
