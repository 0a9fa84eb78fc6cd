/* SPDX-License-Identifier: MIT */
/* What PIN and PUK may and may not: each test is a rule. */
#include "tests/unit/card/fixture.h"

#define RIGHT "00 20 00 01 06 31 32 33 34 35 36"
#define WRONG "00 20 00 01 06 39 39 39 39 39 39"
#define ASK   "00 20 00 01"
/* PUK 12345678 and the new PIN 4711. */
#define PUK_UNLOCK "00 2C 00 01 0C 31 32 33 34 35 36 37 38 34 37 31 31"
#define BAD_UNLOCK "00 2C 00 01 0C 39 39 39 39 39 39 39 39 34 37 31 31"
#define NEW_RIGHT  "00 20 00 01 04 34 37 31 31"
#define PORTAL_PIN "00 2C 02 01 04 34 37 31 31"

static int open_new(void **state)
{
    static struct fixture fixture;

    fixture_open(&fixture, "v2.2.8", "rsa1024", 20150601);
    *state = &fixture;
    return 0;
}

static int open_old(void **state)
{
    static struct fixture fixture;

    fixture_open(&fixture, "v2.2.8", "rsa1024", 20101231);
    *state = &fixture;
    return 0;
}

static int close_it(void **state)
{
    fixture_close(*state);
    return 0;
}

static void lock(struct fixture *card)
{
    expect(card, WRONG, "63C2");
    expect(card, WRONG, "63C1");
    expect(card, WRONG, "63C0");
}

static void third_wrong_pin_locks_it_and_the_right_one_is_refused(void **state)
{
    lock(*state);
    expect(*state, RIGHT, "6983");
    expect(*state, WRONG, "6983");
    expect(*state, ASK, "6983");
}

static void right_pin_restores_all_tries(void **state)
{
    expect(*state, WRONG, "63C2");
    expect(*state, WRONG, "63C1");
    expect(*state, RIGHT, "9000");
    expect(*state, WRONG, "63C2");
}

static void asking_costs_nothing(void **state)
{
    for (int i = 0; i < 5; i++)
        expect(*state, ASK, "63C3");
    expect(*state, WRONG, "63C2");
    expect(*state, ASK, "63C2");
}

static void tries_survive_reset_and_power_loss(void **state)
{
    struct fixture *card = *state;

    expect(card, WRONG, "63C2");
    (void)card_power_on(card->card);
    expect(card, WRONG, "63C1");
    fixture_reopen(card);
    expect(card, WRONG, "63C0");
    fixture_reopen(card);
    expect(card, RIGHT, "6983");
}

static void change_needs_the_old_pin(void **state)
{
    expect(*state, "00 24 00 01 0C 39 39 39 39 39 39 36 35 34 33 32 31", "63C2");
    expect(*state, "00 24 00 01 0C 31 32 33 34 35 36 36 35 34 33 32 31", "9000");
    expect(*state, "00 20 00 01 06 36 35 34 33 32 31", "9000");
    expect(*state, RIGHT, "63C2");
}

static void malformed_new_pin_changes_and_costs_nothing(void **state)
{
    expect(*state, "00 24 00 01 09 31 32 33 34 35 36 31 32 33", "6A80");
    expect(*state, "00 24 00 01 0A 39 39 39 39 39 39 31 32 33 41", "6A80");
    expect(*state,
           "00 24 00 01 17 31 32 33 34 35 36 31 32 33 34 35 36 37 38 39 30 31 32 33 34 35 36 37",
           "6A80");
    expect(*state, ASK, "63C3");
    expect(*state, RIGHT, "9000");
}

static void wrong_pin_ends_an_earlier_verification(void **state)
{
    expect(*state, RIGHT, "9000");
    assert_true(look(*state).pin_verified);
    expect(*state, WRONG, "63C2");
    assert_false(look(*state).pin_verified);
}

static void reset_and_logout_end_the_verification(void **state)
{
    struct fixture *card = *state;

    expect(card, RIGHT, "9000");
    expect(card, "80 1A 00 00", "9000");
    assert_false(look(card).pin_verified);
    expect(card, RIGHT, "9000");
    (void)card_power_on(card->card);
    assert_false(look(card).pin_verified);
}

static void puk_unlocks_an_old_card_with_a_new_pin(void **state)
{
    expect(*state, BAD_UNLOCK, "63C2");
    lock(*state);
    expect(*state, PUK_UNLOCK, "9000");
    assert_int_equal(look(*state).pin_tries, 3);
    assert_int_equal(look(*state).puk_tries, 3);
    expect(*state, RIGHT, "63C2");
    expect(*state, NEW_RIGHT, "9000");
}

static void puk_works_on_an_unlocked_pin_too(void **state)
{
    expect(*state, PUK_UNLOCK, "9000");
    expect(*state, NEW_RIGHT, "9000");
}

static void third_wrong_puk_kills_the_card_for_ever(void **state)
{
    struct fixture *card = *state;

    expect(card, BAD_UNLOCK, "63C2");
    expect(card, BAD_UNLOCK, "63C1");
    expect(card, BAD_UNLOCK, "63C0");
    assert_int_equal(look(card).life, CARD_DEAD);
    for (int cycle = 0; cycle < 2; cycle++) {
        expect(card, PUK_UNLOCK, "6985");
        expect(card, RIGHT, "6985");
        expect(card, "00 84 00 00 10", "6985");
        expect(card, PORTAL_PIN, "6985");
        expect(card, "80 09 00 02", "6985");
        expect(card, "10 2A 9E 9A 02 30 31", "6985");
        expect(card, "00 A4 00 00 02 3D 00", "6985");
        assert_int_equal(say(card, "00 A4 00 00 02 3F 00"), 0x9000);
        assert_int_equal(say(card, "00 CA 01 06 4D"), 0x9000);
        fixture_reopen(card);
    }
}

static void malformed_puk_or_new_pin_costs_nothing(void **state)
{
    expect(*state, "00 2C 00 01 0B 31 32 33 34 35 36 37 38 34 37 31", "6A80");
    expect(*state, "00 2C 00 01 0C 31 32 33 34 35 36 37 41 34 37 31 31", "6A80");
    assert_int_equal(look(*state).puk_tries, 3);
}

static void puk_changes_by_the_old_puk(void **state)
{
    expect(*state, "00 24 00 02 10 39 39 39 39 39 39 39 39 38 37 36 35 34 33 32 31", "63C2");
    expect(*state, "00 24 00 02 10 31 32 33 34 35 36 37 38 38 37 36 35 34 33 32 31", "9000");
    expect(*state, PUK_UNLOCK, "63C2");
    expect(*state, "00 2C 00 01 0C 38 37 36 35 34 33 32 31 34 37 31 31", "9000");
}

static void puk_is_refused_on_a_new_card_and_costs_nothing(void **state)
{
    for (int i = 0; i < 4; i++)
        expect(*state, i % 2 ? PUK_UNLOCK : BAD_UNLOCK, "6985");
    expect(*state, "00 24 00 02 10 31 32 33 34 35 36 37 38 38 37 36 35 34 33 32 31", "6985");
    assert_int_equal(look(*state).puk_tries, 3);
    expect(*state, RIGHT, "9000");
}

static void portal_unlocks_a_new_card_once(void **state)
{
    lock(*state);
    expect(*state, PORTAL_PIN, "6982");
    assert_int_equal(authenticate(*state, 1, "AKIS-UNLOCK"), 0x9000);
    expect(*state, PORTAL_PIN, "9000");
    expect(*state, NEW_RIGHT, "9000");
    expect(*state, PORTAL_PIN, "6982");
}

static void malformed_new_pin_leaves_the_authorisation(void **state)
{
    assert_int_equal(authenticate(*state, 1, "AKIS-UNLOCK"), 0x9000);
    expect(*state, "00 2C 02 01 03 34 37 31", "6A80");
    expect(*state, PORTAL_PIN, "9000");
}

static void authorisation_ends_with_any_other_command_and_reset(void **state)
{
    struct fixture *card = *state;

    assert_int_equal(authenticate(card, 1, "AKIS-UNLOCK"), 0x9000);
    expect(card, ASK, "63C3");
    expect(card, PORTAL_PIN, "6982");
    assert_int_equal(authenticate(card, 1, "AKIS-UNLOCK"), 0x9000);
    (void)card_power_on(card->card);
    expect(card, PORTAL_PIN, "6982");
}

static void portal_is_refused_on_an_old_card(void **state)
{
    assert_int_equal(authenticate(*state, 1, "AKIS-UNLOCK"), 0x6985);
    expect(*state, PORTAL_PIN, "6985");
}

static void foreign_label_or_altered_answer_authorises_nothing(void **state)
{
    assert_int_equal(authenticate(*state, 1, "AKIS-ADMIN"), 0x6300);
    expect(*state, PORTAL_PIN, "6982");
}

#define ZERO_ANSWER "00 82 00 01 10 00000000000000000000000000000000"

static void challenge_ends_with_any_other_command_use_and_reset(void **state)
{
    struct fixture *card = *state;

    expect(card, ZERO_ANSWER, "6985");
    assert_int_equal(say(card, "00 84 00 00 10"), 0x9000);
    expect(card, ZERO_ANSWER, "6300");
    expect(card, ZERO_ANSWER, "6985");
    assert_int_equal(say(card, "00 84 00 00 10"), 0x9000);
    expect(card, ASK, "63C3");
    expect(card, ZERO_ANSWER, "6985");
    assert_int_equal(say(card, "00 84 00 00 10"), 0x9000);
    (void)card_power_on(card->card);
    expect(card, ZERO_ANSWER, "6985");
    assert_int_equal(say(card, "00 84 00 00 08"), 0x9000);
    expect(card, ZERO_ANSWER, "6985");
}

static void border_is_the_production_date(void **state)
{
    struct fixture *card = *state;

    assert_true(look(card).unlocks_by_puk);
    card_rules(card->card)->unlock_border = 20101231;
    assert_false(look(card).unlocks_by_puk);
    expect(card, PUK_UNLOCK, "6985");
}

#define NEW(test) cmocka_unit_test_setup_teardown(test, open_new, close_it)
#define OLD(test) cmocka_unit_test_setup_teardown(test, open_old, close_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        NEW(third_wrong_pin_locks_it_and_the_right_one_is_refused),
        NEW(right_pin_restores_all_tries),
        NEW(asking_costs_nothing),
        NEW(tries_survive_reset_and_power_loss),
        NEW(change_needs_the_old_pin),
        NEW(malformed_new_pin_changes_and_costs_nothing),
        NEW(wrong_pin_ends_an_earlier_verification),
        NEW(reset_and_logout_end_the_verification),
        OLD(puk_unlocks_an_old_card_with_a_new_pin),
        OLD(puk_works_on_an_unlocked_pin_too),
        OLD(third_wrong_puk_kills_the_card_for_ever),
        OLD(malformed_puk_or_new_pin_costs_nothing),
        OLD(puk_changes_by_the_old_puk),
        NEW(puk_is_refused_on_a_new_card_and_costs_nothing),
        NEW(portal_unlocks_a_new_card_once),
        NEW(malformed_new_pin_leaves_the_authorisation),
        NEW(authorisation_ends_with_any_other_command_and_reset),
        OLD(portal_is_refused_on_an_old_card),
        NEW(foreign_label_or_altered_answer_authorises_nothing),
        NEW(challenge_ends_with_any_other_command_use_and_reset),
        OLD(border_is_the_production_date),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
