/* SPDX-License-Identifier: MIT */
/* Faults by name and ordinal: each hits what it names, then and no later. */
#include "sim/base/hex.h"
#include "sim/world/inbox.h"
#include "sim/world/world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define SELECT "00 A4 00 00 02 3F 00"
#define ASK    "00 20 00 01"
#define RIGHT  "00 20 00 01 06 31 32 33 34 35 36"
#define WRONG  "00 20 00 01 06 39 39 39 39 39 39"

static struct world *world;
static struct link *card_link;
static char serial[WORLD_SERIAL];

static void power_up(enum link_result expected)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    assert_int_equal(link_reset(card_link, &atr), expected);
}

static int open_world(void **state)
{
    (void)state;
    if (world_new(NULL, &world) != WORLD_OK || world_card_new(world, NULL, serial) != WORLD_OK ||
        world_insert(world, serial, 0) != WORLD_OK || world_link(world, 0, &card_link) != WORLD_OK)
        return -1;
    power_up(LINK_OK);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    link_free(&card_link);
    world_free(&world);
    return 0;
}

/* Sends hexadecimal bytes; the answer's bytes as text. */
static const char *say(const char *command, enum link_result expected)
{
    static char text[2 * LINK_RESPONSE_MAX + 1];
    uint8_t bytes[LINK_COMMAND_MAX];
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf apdu = buf_over(bytes, sizeof bytes);
    struct buf response = buf_over(room, sizeof room);

    assert_true(hex_decode(command, &apdu));
    assert_int_equal(link_transmit(card_link, buf_bytes(&apdu), &response), expected);
    assert_true(hex_encode(buf_bytes(&response), text, sizeof text));
    return text;
}

static void arm(const char *name, unsigned first, unsigned count, int64_t amount)
{
    struct world_fault fault = {.name = name, .first = first, .count = count, .amount = amount};

    assert_int_equal(world_fault_set(world, &fault), WORLD_OK);
}

static unsigned tries(void)
{
    struct world_card card;

    assert_int_equal(world_card_status(world, serial, &card), WORLD_OK);
    return card.pin_tries;
}

/* The hand has a moment to pull the card out. */
static void expect_pulled_out(void)
{
    struct world_card card = {.slot = 0};

    for (int i = 0; i < 1000 && card.slot >= 0; i++) {
        assert_int_equal(world_card_status(world, serial, &card), WORLD_OK);
        (void)nanosleep(&(struct timespec){0, 1000000}, NULL);
    }
    assert_int_equal(card.slot, -1);
}

static void card_removed_before_the_command_loses_no_try(void **state)
{
    (void)state;
    arm("card-removed", 2, 1, 0);
    (void)say(WRONG, LINK_OK);
    (void)say(WRONG, LINK_REMOVED);
    (void)say(WRONG, LINK_NO_CARD);
    expect_pulled_out();
    assert_int_equal(tries(), 2);
    assert_int_equal(world_insert(world, serial, 0), WORLD_OK);
    power_up(LINK_OK);
    assert_string_equal(say(WRONG, LINK_OK), "63C1");
}

static void card_torn_after_the_command_has_lost_its_try(void **state)
{
    (void)state;
    arm("card-torn", 1, 1, 0);
    (void)say(WRONG, LINK_REMOVED);
    expect_pulled_out();
    assert_int_equal(tries(), 2);
}

static void card_that_dies_between_two_writes_has_kept_the_first(void **state)
{
    (void)state;
    arm("card-dies", 2, 1, 0);
    (void)say(RIGHT, LINK_REMOVED); /* charged, compared, not refunded */
    expect_pulled_out();
    assert_int_equal(world_insert(world, serial, 0), WORLD_OK);
    power_up(LINK_OK);
    assert_string_equal(say(ASK, LINK_OK), "63C2");
    assert_string_equal(say(RIGHT, LINK_OK), "9000");
    assert_int_equal(tries(), 3);
}

static void card_that_dies_in_a_write_has_kept_what_was_whole_before(void **state)
{
    static const int64_t bytes[] = {1, 60, 100};

    (void)state;
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
        arm("card-dies", 2, 1, bytes[i]);
        (void)say(RIGHT, LINK_REMOVED); /* charged and stored; the refund is torn */
        expect_pulled_out();
        assert_int_equal(world_insert(world, serial, 0), WORLD_OK);
        power_up(LINK_OK);
        assert_string_equal(say(ASK, LINK_OK), "63C2");
        assert_string_equal(say(RIGHT, LINK_OK), "9000");
    }
}

static void answers_are_bent_as_told_and_then_right_again(void **state)
{
    (void)state;
    arm("card-cut", 1, 1, 0);
    (void)say(WRONG, LINK_GARBLED);
    arm("card-garbled", 1, 1, 0);
    assert_string_equal(say(WRONG, LINK_OK), "9C3E");
    arm("card-long", 1, 1, 3);
    assert_string_equal(say(WRONG, LINK_OK), "00000063C0");
    arm("card-more", 1, 2, 0);
    assert_string_equal(say(WRONG, LINK_OK), "61FF");
    assert_string_equal(say(WRONG, LINK_OK), "61FF");
    assert_string_equal(say(WRONG, LINK_OK), "6983");
}

static void longest_answer_stays_within_the_room(void **state)
{
    (void)state;
    arm("card-long", 1, 1, 100000);
    assert_int_equal(strlen(say(SELECT, LINK_OK)), 2 * LINK_RESPONSE_MAX);
}

static void others_hold_reset_or_silence_the_card(void **state)
{
    (void)state;
    arm("card-busy", 1, 1, 0);
    (void)say(WRONG, LINK_BUSY);
    assert_int_equal(tries(), 3);
    assert_string_equal(say("00 20 00 01 06 31 32 33 34 35 36", LINK_OK), "9000");
    arm("card-reset", 1, 1, 0);
    (void)say(SELECT, LINK_WAS_RESET);
    assert_string_equal(say("00 20 00 01", LINK_OK), "63C3");
    arm("card-timeout", 1, 1, 0);
    (void)say(WRONG, LINK_TIMEOUT);
    assert_int_equal(tries(), 2);
    arm("card-mute", 1, 1, 0);
    power_up(LINK_NO_CARD);
    power_up(LINK_OK);
}

static void foreign_card_is_one_until_the_next_reset(void **state)
{
    (void)state;
    arm("card-foreign", 1, 1, 0);
    power_up(LINK_OK);
    assert_string_equal(say(WRONG, LINK_OK), "6D00");
    assert_int_equal(tries(), 3);
    power_up(LINK_OK);
    assert_string_equal(say(WRONG, LINK_OK), "63C2");
}

static void slow_answer_comes_late_and_whole(void **state)
{
    struct timespec before;
    struct timespec after;

    (void)state;
    arm("card-slow", 1, 1, 120);
    clock_gettime(CLOCK_MONOTONIC, &before);
    assert_string_equal(say(WRONG, LINK_OK), "63C2");
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert_true(
        (after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000 >= 120);
}

static void fault_is_cleared_and_unknown_ones_are_refused(void **state)
{
    struct world_fault unknown = {.name = "card-eaten", .count = 1};
    struct world_fault elsewhere = {.name = "card-busy", .count = 1, .slot = 7};
    struct world_fault_kind kind;
    size_t count = 0;

    (void)state;
    arm("card-busy", 1, 1, 0);
    arm("card-busy", 1, 0, 0);
    assert_string_equal(say(WRONG, LINK_OK), "63C2");
    assert_int_equal(world_fault_set(world, &unknown), WORLD_UNKNOWN);
    assert_int_equal(world_fault_set(world, &elsewhere), WORLD_BAD_ARGUMENT);
    for (; world_fault_at(count, &kind); count++)
        assert_true(strlen(kind.meaning) > 0 && strlen(kind.counts) > 0);
    assert_true(count >= 12);
}

static void late_message_comes_when_the_clock_says_so(void **state)
{
    struct inbox inbox;
    struct message message;
    const struct fault late = {.first = 2, .count = 1, .amount = 60};

    (void)state;
    inbox_init(&inbox);
    inbox_fault(&inbox, FAULT_LATE, &late);
    assert_true(inbox_receive(&inbox, 1000, "0555", "Kod 111111"));
    assert_true(inbox_receive(&inbox, 1001, "0555", "Kod 222222"));
    assert_true(inbox_receive(&inbox, 1002, "0555", "Kod 333333"));
    inbox_arrive(&inbox, 1060);
    assert_true(inbox_read(&inbox, "0555", 0, &message));
    assert_string_equal(message.code, "333333");
    inbox_arrive(&inbox, 1061);
    assert_true(inbox_read(&inbox, "0555", 0, &message));
    assert_string_equal(message.code, "222222");
    assert_int_equal(message.when, 1061);
    assert_false(inbox_read(&inbox, "0555", 3, &message));
    inbox_end(&inbox);
}

int main(void)
{
#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, open_world, close_world)
    const struct CMUnitTest tests[] = {
        IN_WORLD(card_removed_before_the_command_loses_no_try),
        IN_WORLD(card_torn_after_the_command_has_lost_its_try),
        IN_WORLD(card_that_dies_between_two_writes_has_kept_the_first),
        IN_WORLD(card_that_dies_in_a_write_has_kept_what_was_whole_before),
        IN_WORLD(answers_are_bent_as_told_and_then_right_again),
        IN_WORLD(longest_answer_stays_within_the_room),
        IN_WORLD(others_hold_reset_or_silence_the_card),
        IN_WORLD(foreign_card_is_one_until_the_next_reset),
        IN_WORLD(slow_answer_comes_late_and_whole),
        IN_WORLD(fault_is_cleared_and_unknown_ones_are_refused),
        cmocka_unit_test(late_message_comes_when_the_clock_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
