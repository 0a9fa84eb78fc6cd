/* SPDX-License-Identifier: MIT */
/* A whole world in one process: cards, slots, links, states, rules. Bytes are written out. */
#include "sim/base/hex.h"
#include "sim/world/world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct world *world;

static int open_world(void **state)
{
    (void)state;
    return world_new(NULL, &world) == WORLD_OK ? 0 : -1;
}

static int close_world(void **state)
{
    (void)state;
    world_free(&world);
    return world ? -1 : 0;
}

/* Says hexadecimal bytes and expects the answer's last two, or the link's refusal. */
static void say_link(struct link *link, const char *command, enum link_result result,
                     const char *status)
{
    uint8_t bytes[LINK_COMMAND_MAX];
    uint8_t room[LINK_RESPONSE_MAX];
    char text[5] = "";
    struct buf apdu = buf_over(bytes, sizeof bytes);
    struct buf response = buf_over(room, sizeof room);

    assert_true(hex_decode(command, &apdu));
    assert_int_equal(link_transmit(link, buf_bytes(&apdu), &response), result);
    if (result != LINK_OK)
        return;
    assert_true(hex_encode(bytes_of(room + response.size - 2, 2), text, sizeof text));
    assert_string_equal(text, status);
}

static void say(struct link *link, const char *command, const char *status)
{
    say_link(link, command, LINK_OK, status);
}

static struct link *power_up(unsigned slot)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);
    struct link *link;

    assert_int_equal(world_link(world, slot, &link), WORLD_OK);
    assert_int_equal(link_reset(link, &atr), LINK_OK);
    assert_int_equal(room[0], 0x3B);
    return link;
}

static struct world_card put_in(const struct world_card_order *order, unsigned slot)
{
    char serial[WORLD_SERIAL];
    struct world_card card;

    if (world_card_new(world, order, serial) != WORLD_OK)
        fail_msg("%s", world_error(world));
    assert_int_equal(world_insert(world, serial, slot), WORLD_OK);
    assert_int_equal(world_card_status(world, serial, &card), WORLD_OK);
    assert_int_equal(card.slot, (int)slot);
    return card;
}

static void fresh_card_takes_its_pin_and_counts_wrong_ones(void **state)
{
    struct world_card card = put_in(NULL, 0);
    struct link *link = power_up(0);

    (void)state;
    assert_int_equal(card.pin_tries, 3);
    assert_int_equal(card.produced, 20150601);
    assert_false(card.unlocks_by_puk);
    assert_true(strlen(card.certificate) > 0);
    say(link, "00 20 00 01 06 39 39 39 39 39 39", "63C2");
    assert_int_equal(world_card_status(world, card.serial, &card), WORLD_OK);
    assert_int_equal(card.pin_tries, 2);
    say(link, "00 20 00 01 06 31 32 33 34 35 36", "9000");
    assert_int_equal(world_card_status(world, card.serial, &card), WORLD_OK);
    assert_int_equal(card.pin_tries, 3);
    link_free(&link);
}

static void states_are_those_that_commands_reach(void **state)
{
    static const struct {
        const char *name;
        const char *produced;
        unsigned pin_tries;
        bool dead;
    } rows[] = {
        {"last-try", "2015-06-01", 1, false},
        {"locked",   "2015-06-01", 0, false},
        {"locked",   "2010-12-31", 0, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct world_card_order order = {.state = rows[i].name, .produced = rows[i].produced};
        struct world_card card = put_in(&order, 0);
        assert_int_equal(card.pin_tries, rows[i].pin_tries);
        assert_int_equal(card.dead, rows[i].dead);
    }
}

static void dead_card_is_one_of_the_old_kind(void **state)
{
    struct world_card_order old = {.state = "dead", .profile = "v1.0"};
    struct world_card_order young = {.state = "dead", .produced = "2011-01-01"};
    char serial[WORLD_SERIAL];
    struct world_card card = put_in(&old, 0);

    (void)state;
    assert_true(card.dead);
    assert_true(card.unlocks_by_puk);
    assert_int_equal(world_card_new(world, &young, serial), WORLD_REFUSED);
}

static void orders_with_nonsense_are_refused_by_name(void **state)
{
    static const char *const settings[] = {"pin_tries=99", NULL};
    static const char *const unnamed[] = {"pin_tries", NULL};
    const struct world_card_order orders[] = {
        {.profile = "v9"},
        {.state = "half-dead"},
        {.produced = "2015-02-30"},
        {.produced = "2015-06-01T12:00:00"},
        {.settings = settings},
        {.settings = unnamed},
        {.pin = "12345678901234567"},
    };
    char serial[WORLD_SERIAL] = "untouched";

    (void)state;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        assert_int_equal(world_card_new(world, &orders[i], serial), WORLD_BAD_ARGUMENT);
        assert_true(strlen(world_error(world)) > 0);
    }
    assert_string_equal(serial, "untouched");
    assert_false(world_card_at(world, 0, serial));
}

static void link_sees_removal_and_the_next_card(void **state)
{
    struct world_card first = put_in(NULL, 0);
    struct link *link = power_up(0);
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    (void)state;
    say(link, "00 A4 00 00 02 3F 00", "9000");
    assert_int_equal(world_remove(world, 0), WORLD_OK);
    say_link(link, "00 A4 00 00 02 3F 00", LINK_NO_CARD, "");
    assert_int_equal(link_reset(link, &atr), LINK_NO_CARD);
    assert_int_equal(world_insert(world, first.serial, 0), WORLD_OK);
    say_link(link, "00 A4 00 00 02 3F 00", LINK_REMOVED, "");
    assert_int_equal(link_reset(link, &atr), LINK_OK);
    say(link, "00 A4 00 00 02 3F 00", "9000");
    link_free(&link);
}

static void link_to_an_earlier_card_does_not_reach_the_one_that_others_powered(void **state)
{
    (void)put_in(NULL, 0);
    struct link *early = power_up(0);

    (void)state;
    (void)put_in(NULL, 0);
    struct link *late = power_up(0);
    say_link(early, "00 A4 00 00 02 3F 00", LINK_REMOVED, "");
    say(late, "00 A4 00 00 02 3F 00", "9000");
    link_free(&early);
    link_free(&late);
}

static void removal_ends_what_was_verified(void **state)
{
    struct world_card card = put_in(NULL, 0);
    struct link *link = power_up(0);

    (void)state;
    say(link, "00 20 00 01 06 31 32 33 34 35 36", "9000");
    say(link, "00 20 00 01", "9000");
    link_free(&link);
    assert_int_equal(world_insert(world, card.serial, 1), WORLD_OK);
    link = power_up(1);
    say(link, "00 20 00 01", "63C3");
    link_free(&link);
}

static void a_link_is_told_of_anothers_reset_once_and_kept_out_by_a_transaction(void **state)
{
    (void)put_in(NULL, 0);
    struct link *one = power_up(0);
    struct link *other = power_up(0);

    (void)state;
    say_link(one, "00 A4 00 00 02 3F 00", LINK_WAS_RESET, "");
    say(one, "00 A4 00 00 02 3F 00", "9000");
    assert_int_equal(link_begin(one), LINK_OK);
    say_link(other, "00 A4 00 00 02 3F 00", LINK_BUSY, "");
    assert_int_equal(link_begin(other), LINK_BUSY);
    (void)link_end(other);
    say_link(other, "00 A4 00 00 02 3F 00", LINK_BUSY, "");
    (void)link_end(one);
    say(other, "00 A4 00 00 02 3F 00", "9000");
    link_free(&one);
    link_free(&other);
}

static void a_card_is_in_one_slot_and_a_slot_holds_one_card(void **state)
{
    struct world_card first = put_in(NULL, 0);
    struct world_card second = put_in(NULL, 0);
    char serial[WORLD_SERIAL];

    (void)state;
    assert_int_equal(world_card_status(world, first.serial, &first), WORLD_OK);
    assert_int_equal(first.slot, -1);
    struct link *link = power_up(0);
    assert_int_equal(world_insert(world, second.serial, 1), WORLD_OK);
    assert_int_equal(world_card_status(world, second.serial, &second), WORLD_OK);
    assert_int_equal(second.slot, 1);
    say_link(link, "00 A4 00 00 02 3F 00", LINK_NO_CARD, "");
    link_free(&link);
    assert_int_equal(world_insert(world, first.serial, 2), WORLD_BAD_ARGUMENT);
    assert_int_equal(world_insert(world, "00", 0), WORLD_UNKNOWN);
    assert_true(world_card_at(world, 1, serial));
    assert_string_equal(serial, second.serial);
    assert_false(world_card_at(world, 2, serial));
}

static void a_broken_rule_holds_for_cards_there_and_to_come(void **state)
{
    struct world_card card = put_in(NULL, 0);

    (void)state;
    assert_int_equal(world_policy_set(world, "card.pin_tries", "4"), WORLD_OK);
    assert_int_equal(put_in(NULL, 1).pin_tries, 4);
    struct link *link = power_up(0);
    say(link, "00 20 00 01 06 31 32 33 34 35 36", "9000");
    assert_int_equal(world_card_status(world, card.serial, &card), WORLD_OK);
    assert_int_equal(card.pin_tries, 4);
    assert_int_equal(world_policy_set(world, "card.pin_tries", "0"), WORLD_BAD_ARGUMENT);
    assert_int_equal(world_policy_set(world, "card.nonsense", "1"), WORLD_UNKNOWN);
    assert_int_equal(world_policy_set(world, "pin_tries", "3"), WORLD_UNKNOWN);
    assert_int_equal(world_policy_set(world, "portal.sms_life", "60"), WORLD_OK);
    link_free(&link);
}

static void rules_are_listed_with_requirement_and_whether_they_are_right(void **state)
{
    struct world_rule rule;
    bool seen_card = false;
    bool seen_portal = false;

    (void)state;
    assert_int_equal(world_policy_set(world, "card.pin_tries", "4"), WORLD_OK);
    for (size_t i = 0; world_rule_at(world, i, &rule); i++) {
        bool is_broken = strcmp(rule.name, "card.pin_tries") == 0;
        assert_int_equal(rule.is_right, !is_broken);
        seen_card = seen_card || (is_broken && strcmp(rule.value, "4") == 0 &&
                                  strcmp(rule.requirement, "PIN-1") == 0);
        seen_portal = seen_portal || strcmp(rule.name, "portal.sms_life") == 0;
    }
    assert_true(seen_card && seen_portal);
}

static void socket_leads_to_the_card_across_removals(void **state)
{
    static const uint8_t ask_atr[] = {0x00, 0x01, 0x04};
    uint8_t answer[64];
    struct world_card card = put_in(NULL, 0);
    int fd;

    (void)state;
    assert_int_equal(world_link_socket(world, 0, &fd), WORLD_OK);
    assert_int_equal(write(fd, ask_atr, sizeof ask_atr), sizeof ask_atr);
    assert_true(read(fd, answer, sizeof answer) > 3);
    assert_int_equal(answer[2], 0x3B);
    assert_int_equal(world_remove(world, 0), WORLD_OK);
    assert_int_equal(write(fd, ask_atr, sizeof ask_atr), sizeof ask_atr);
    assert_int_equal(read(fd, answer, sizeof answer), 2);
    assert_int_equal(answer[1], 0);
    assert_int_equal(world_insert(world, card.serial, 0), WORLD_OK);
    assert_int_equal(write(fd, ask_atr, sizeof ask_atr), sizeof ask_atr);
    assert_true(read(fd, answer, sizeof answer) > 3);
    close(fd);
}

static void kept_world_finds_its_cards_again(void **state)
{
    char directory[] = "/tmp/akis-kept-XXXXXX";
    struct world_card_order order = {.state = "last-try"};
    struct world_card card;
    char serial[WORLD_SERIAL];
    char command[64];

    (void)state;
    assert_non_null(mkdtemp(directory));
    struct world_options options = {.directory = directory};
    world_free(&world);
    assert_int_equal(world_new(&options, &world), WORLD_OK);
    assert_int_equal(world_card_new(world, &order, serial), WORLD_OK);
    world_free(&world);
    assert_int_equal(world_new(&options, &world), WORLD_OK);
    assert_int_equal(world_card_status(world, serial, &card), WORLD_OK);
    assert_int_equal(card.pin_tries, 1);
    assert_true(strlen(card.certificate) > 0);
    world_free(&world);
    (void)snprintf(command, sizeof command, "rm -r %s", directory);
    assert_int_equal(system(command), 0);
}

static void a_card_that_cannot_be_made_leaves_no_file(void **state)
{
    char directory[] = "/tmp/akis-kept-XXXXXX";
    const struct world_options options = {.directory = directory};
    const struct world_card_order order = {.state = "dead", .produced = "2015-06-01"};
    char serial[WORLD_SERIAL];
    char command[96];

    (void)state;
    assert_non_null(mkdtemp(directory));
    world_free(&world);
    assert_int_equal(world_new(&options, &world), WORLD_OK);
    assert_int_equal(world_card_new(world, &order, serial), WORLD_REFUSED);
    (void)snprintf(command, sizeof command, "test -d %s/cards && rmdir %s/cards", directory,
                   directory);
    assert_int_equal(system(command), 0);
    world_free(&world);
    (void)snprintf(command, sizeof command, "rm -r %s", directory);
    assert_int_equal(system(command), 0);
}

int main(void)
{
#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, open_world, close_world)
    const struct CMUnitTest tests[] = {
        IN_WORLD(fresh_card_takes_its_pin_and_counts_wrong_ones),
        IN_WORLD(states_are_those_that_commands_reach),
        IN_WORLD(dead_card_is_one_of_the_old_kind),
        IN_WORLD(orders_with_nonsense_are_refused_by_name),
        IN_WORLD(link_sees_removal_and_the_next_card),
        IN_WORLD(link_to_an_earlier_card_does_not_reach_the_one_that_others_powered),
        IN_WORLD(removal_ends_what_was_verified),
        IN_WORLD(a_link_is_told_of_anothers_reset_once_and_kept_out_by_a_transaction),
        IN_WORLD(a_card_is_in_one_slot_and_a_slot_holds_one_card),
        IN_WORLD(a_broken_rule_holds_for_cards_there_and_to_come),
        IN_WORLD(rules_are_listed_with_requirement_and_whether_they_are_right),
        IN_WORLD(socket_leads_to_the_card_across_removals),
        IN_WORLD(kept_world_finds_its_cards_again),
        IN_WORLD(a_card_that_cannot_be_made_leaves_no_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
