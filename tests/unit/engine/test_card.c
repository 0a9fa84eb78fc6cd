/* SPDX-License-Identifier: MIT */
/* PIN, PUK and identity on real cards of every version. */
#include "tests/unit/engine/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void a_card_tells_version_serial_and_date(void **state)
{
    struct akis_identity identity;

    (void)state;
    stage_card("v1.0", "rsa2048", "2010-12-31", "fresh");
    akis_card_identity(stage.card, &identity);
    assert_string_equal(identity.version, "v1.0");
    assert_string_equal(identity.serial, stage.serial);
    assert_int_equal(identity.produced, 20101231);
    assert_true(identity.unlocks_by_puk);
    stage_card("v2.5", "p384", "2011-01-01", "fresh");
    akis_card_identity(stage.card, &identity);
    assert_string_equal(identity.version, "v2.5");
    assert_false(identity.unlocks_by_puk);
}

static void asking_for_the_tries_costs_none(void **state)
{
    (void)state;
    stage_card("v2.2.8", NULL, NULL, "fresh");
    for (int i = 0; i < 5; i++)
        assert_int_equal(akis_pin_status(stage.card).tries, 3);
}

static void wrong_pins_count_down_and_warn_before_the_last(void **state)
{
    (void)state;
    stage_card("v1.0", NULL, "2015-01-01", "fresh");
    struct akis_result result = akis_login(stage.card, "999999");
    assert_int_equal(result.outcome, AKIS_PIN_WRONG);
    assert_int_equal(result.tries, 2);
    assert_int_equal(result.remedy, AKIS_DO_TRY_AGAIN);
    result = akis_login(stage.card, "999999");
    assert_int_equal(result.tries, 1);
    assert_int_equal(result.remedy, AKIS_DO_TRY_AGAIN_LAST);
    result = akis_login(stage.card, "999999");
    assert_int_equal(result.tries, 0);
    assert_int_equal(result.remedy, AKIS_DO_USE_PORTAL);
    result = akis_login(stage.card, "123456");
    assert_int_equal(result.outcome, AKIS_PIN_LOCKED);
    assert_int_equal(result.remedy, AKIS_DO_USE_PORTAL);
}

static void a_malformed_pin_is_not_sent(void **state)
{
    (void)state;
    stage_card("v2.2.8", NULL, NULL, "fresh");
    assert_outcome(PIN_MALFORMED, akis_login(stage.card, "12"));
    assert_outcome(PIN_MALFORMED, akis_login(stage.card, "12345a"));
    assert_outcome(PIN_MALFORMED, akis_login(stage.card, "12345678901234567"));
    assert_outcome(PIN_MALFORMED, akis_pin_change(stage.card, "123456", "123"));
    assert_int_equal(akis_pin_status(stage.card).tries, 3);
}

static void the_pin_changes_with_the_old_one(const char *profile)
{
    stage_card(profile, NULL, NULL, "fresh");
    assert_outcome(PIN_WRONG, akis_pin_change(stage.card, "111111", "654321"));
    assert_outcome(OK, akis_pin_change(stage.card, "123456", "654321"));
    assert_outcome(PIN_WRONG, akis_login(stage.card, "123456"));
    assert_outcome(OK, akis_login(stage.card, "654321"));
}

static void the_pin_changes_on_every_version(void **state)
{
    (void)state;
    the_pin_changes_with_the_old_one("v1.0");
    the_pin_changes_with_the_old_one("v2.2.8");
    the_pin_changes_with_the_old_one("v2.5");
}

static void an_old_card_unlocks_by_puk(const char *profile)
{
    stage_card(profile, NULL, "2010-12-31", "locked");
    assert_int_equal(akis_pin_status(stage.card).remedy, AKIS_DO_USE_PUK);
    struct akis_result result = akis_unblock_puk(stage.card, "11111111", "654321");
    assert_int_equal(result.outcome, AKIS_PUK_WRONG);
    assert_int_equal(result.tries, 2);
    assert_outcome(OK, akis_puk_change(stage.card, "12345678", "87654321"));
    assert_outcome(OK, akis_unblock_puk(stage.card, "87654321", "654321"));
    assert_outcome(OK, akis_login(stage.card, "654321"));
}

static void old_cards_unlock_by_puk(void **state)
{
    (void)state;
    an_old_card_unlocks_by_puk("v1.0");
    an_old_card_unlocks_by_puk("v2.2.8");
}

static void a_new_card_is_never_sent_a_puk(void **state)
{
    (void)state;
    stage_card("v2.2.8", NULL, "2011-01-01", "locked");
    struct akis_result result = akis_unblock_puk(stage.card, "12345678", "654321");
    assert_int_equal(result.outcome, AKIS_PUK_NOT_USED);
    assert_int_equal(result.remedy, AKIS_DO_USE_PORTAL);
    assert_outcome(PUK_NOT_USED, akis_puk_change(stage.card, "12345678", "87654321"));
}

static void the_third_wrong_puk_leaves_a_new_card_as_the_only_way(void **state)
{
    struct akis_identity identity;

    (void)state;
    stage_card("v1.0", NULL, "2009-05-05", "locked");
    for (int left = 2; left >= 0; left--)
        assert_int_equal(akis_unblock_puk(stage.card, "11111111", "654321").tries, left);
    struct akis_result result = akis_unblock_puk(stage.card, "12345678", "654321");
    assert_int_equal(result.outcome, AKIS_CARD_DEAD);
    assert_int_equal(result.remedy, AKIS_DO_NEW_CARD);
    stage_reopen();
    akis_card_identity(stage.card, &identity);
    assert_true(identity.dead);
    assert_outcome(CARD_DEAD, akis_pin_status(stage.card));
}

static void a_removed_card_gives_an_error_and_the_next_try_works(void **state)
{
    (void)state;
    stage_card("v2.2.8", NULL, NULL, "fresh");
    assert_outcome(OK, akis_login(stage.card, "123456"));
    assert_int_equal(world_remove(stage.world, 0), WORLD_OK);
    struct akis_result result = akis_pin_status(stage.card);
    assert_true(result.outcome == AKIS_NO_CARD || result.outcome == AKIS_CARD_REMOVED);
    assert_int_equal(result.remedy, AKIS_DO_INSERT_CARD);
    assert_int_equal(world_insert(stage.world, stage.serial, 0), WORLD_OK);
    assert_int_equal(akis_pin_status(stage.card).tries, 3);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_open, stage_close)
    const struct CMUnitTest tests[] = {
        STAGED(a_card_tells_version_serial_and_date),
        STAGED(asking_for_the_tries_costs_none),
        STAGED(wrong_pins_count_down_and_warn_before_the_last),
        STAGED(a_malformed_pin_is_not_sent),
        STAGED(the_pin_changes_on_every_version),
        STAGED(old_cards_unlock_by_puk),
        STAGED(a_new_card_is_never_sent_a_puk),
        STAGED(the_third_wrong_puk_leaves_a_new_card_as_the_only_way),
        STAGED(a_removed_card_gives_an_error_and_the_next_try_works),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
