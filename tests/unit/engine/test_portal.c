/* SPDX-License-Identifier: MIT */
/* The portal session and the unlock that goes through it. */
#include "tests/unit/engine/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void a_new_card_unlocks_through_the_portal(const char *profile)
{
    char code[16], pairing[16];

    stage_card(profile, NULL, "2015-06-01", "locked");
    if (!stage.portal)
        stage_login();
    assert_outcome(OK, akis_portal_unlock(stage.portal, stage.serial));
    stage_code(code);
    assert_outcome(OK, akis_portal_unlock_code(stage.portal, code, pairing));
    assert_outcome(PIN_MALFORMED, akis_unblock_portal(stage.card, stage.portal, pairing, "12"));
    assert_outcome(OK, akis_unblock_portal(stage.card, stage.portal, pairing, "654321"));
    assert_outcome(OK, akis_login(stage.card, "654321"));
    assert_outcome(PAIRING_REFUSED,
                   akis_unblock_portal(stage.card, stage.portal, pairing, "111111"));
}

static void new_cards_unlock_through_the_portal(void **state)
{
    (void)state;
    a_new_card_unlocks_through_the_portal("v2.2.8");
}

static void a_v1_card_produced_from_2011_on_unlocks_there_too(void **state)
{
    (void)state;
    a_new_card_unlocks_through_the_portal("v1.0");
}

static void a_pairing_code_is_for_one_card(void **state)
{
    char code[16], pairing[16];

    (void)state;
    stage_card("v2.2.8", NULL, "2015-06-01", "locked");
    stage_login();
    assert_outcome(OK, akis_portal_unlock(stage.portal, stage.serial));
    stage_code(code);
    assert_outcome(OK, akis_portal_unlock_code(stage.portal, code, pairing));
    stage_card("v2.2.8", NULL, "2015-06-01", "locked");
    assert_outcome(OTHER_CARD, akis_unblock_portal(stage.card, stage.portal, pairing, "654321"));
    assert_outcome(PIN_LOCKED, akis_pin_status(stage.card));
}

static void an_old_card_is_sent_to_its_puk(void **state)
{
    (void)state;
    stage_card("v1.0", NULL, "2010-12-31", "locked");
    stage_login();
    struct akis_result result = akis_portal_unlock(stage.portal, stage.serial);
    assert_int_equal(result.outcome, AKIS_USE_PUK_INSTEAD);
    assert_int_equal(result.remedy, AKIS_DO_USE_PUK);
    assert_outcome(USE_PUK_INSTEAD,
                   akis_unblock_portal(stage.card, stage.portal, "ABCD-EFGH", "654321"));
}

static void the_pin_is_shown_saved_and_deleted(void **state)
{
    struct akis_portal_card cards[4] = {0};
    struct akis_blob pdf = {0};
    size_t count = 0;

    (void)state;
    stage_card("v2.2.8", NULL, NULL, "fresh");
    stage_login();
    assert_outcome(OK, akis_portal_pins(stage.portal, cards, 4, &count));
    assert_int_equal(count, 1);
    assert_string_equal(cards[0].serial, stage.serial);
    assert_string_equal(cards[0].pin, "123456");
    assert_string_equal(cards[0].puk, "");
    assert_outcome(NOT_SAVED, akis_portal_delete(stage.portal, AKIS_DELETE_SAVED));
    assert_outcome(OK, akis_portal_pdf(stage.portal, &pdf));
    assert_memory_equal(pdf.data, "%PDF", 4);
    akis_blob_free(&pdf);
    assert_outcome(OK, akis_portal_delete(stage.portal, AKIS_DELETE_SAVED));
    memset(cards, 0, sizeof cards);
    assert_outcome(OK, akis_portal_pins(stage.portal, cards, 4, &count));
    assert_string_equal(cards[0].pin, "");
    assert_string_equal(cards[0].stored, "deleted");
}

static void certificates_are_suspended_lifted_and_revoked(void **state)
{
    struct akis_portal_certificate rows[4];
    size_t count = 0;

    (void)state;
    stage_card("v2.2.8", NULL, NULL, "fresh");
    stage_login();
    assert_outcome(OK, akis_portal_list(stage.portal, rows, 4, &count));
    assert_int_equal(count, 1);
    const char *serial = rows[0].serial;
    assert_outcome(OK, akis_portal_suspend(stage.portal, serial));
    assert_outcome(WRONG_STATE, akis_portal_suspend(stage.portal, serial));
    assert_outcome(OK, akis_portal_lift(stage.portal, serial));
    assert_outcome(CONFIRM,
                   akis_portal_revoke(stage.portal, serial, "keyCompromise", AKIS_ASK_FIRST));
    assert_outcome(OK, akis_portal_revoke(stage.portal, serial, "keyCompromise", AKIS_CONFIRMED));
    assert_outcome(OK, akis_portal_details(stage.portal, serial, &rows[1]));
    assert_string_equal(rows[1].status, "revoked");
    assert_string_equal(rows[1].reason, "keyCompromise");
}

/* Logs in with the card, by E-imzalı Giriş, as that Kimlik No. */
static enum akis_outcome signed_login(const char *holder_id)
{
    const struct akis_portal_options options = {world_portal_url(stage.world),
                                                world_tls_root_file(stage.world)};
    struct akis_certificates all = {0};

    akis_portal_free(&stage.portal);
    assert_outcome(OK, akis_portal_new(&options, &stage.portal));
    assert_outcome(OK, akis_certificates(stage.card, &all));
    assert_outcome(OK, akis_login(stage.card, "123456"));
    enum akis_outcome outcome =
        akis_portal_signed(stage.portal, stage.card, &all.items[0], holder_id).outcome;
    akis_certificates_free(&all);
    return outcome;
}

static void the_card_opens_the_portal(void **state)
{
    struct akis_portal_card cards[4];
    size_t count = 0;

    (void)state;
    stage_card("v2.5", "p384", NULL, "fresh");
    assert_int_equal(signed_login("22222222220"), AKIS_LOGIN_FAILED);
    assert_int_equal(signed_login("11111111110"), AKIS_OK);
    assert_outcome(OK, akis_portal_pins(stage.portal, cards, 4, &count));
    stage_card("v2.2.8", NULL, NULL, "suspended");
    assert_int_equal(signed_login("11111111110"), AKIS_LOGIN_FAILED);
    stage_card("v2.2.8", NULL, NULL, "not-yet-valid");
    assert_int_equal(signed_login("11111111110"), AKIS_NOT_YET_VALID);
}

static void revoking_before_a_renewal_begins_names_the_date(void **state)
{
    struct akis_certificates old = {0};
    char renewed[WORLD_SERIAL];

    (void)state;
    stage_card("v2.2.8", NULL, NULL, "fresh");
    assert_outcome(OK, akis_certificates(stage.card, &old));
    assert_int_equal(world_card_renew(stage.world, stage.serial, renewed), WORLD_OK);
    stage_login();
    const char *serial = old.items[0].serial;
    for (enum akis_confirm how = AKIS_ASK_FIRST; how <= AKIS_CONFIRMED; how++) {
        struct akis_result result = akis_portal_revoke(stage.portal, serial, "superseded", how);
        assert_int_equal(result.outcome, AKIS_CONFIRM);
        assert_int_equal(result.until, old.items[0].not_after);
    }
    assert_outcome(OK, akis_portal_revoke(stage.portal, serial, "superseded", AKIS_CONFIRMED_GAP));
    akis_certificates_free(&old);
}

static void a_new_card_is_asked_for_after_a_confirmation_and_for_ones_own_alone(void **state)
{
    (void)state;
    stage_card("v2.2.8", NULL, NULL, "fresh");
    stage_login();
    struct akis_result result = akis_portal_renew(stage.portal, stage.serial, AKIS_ASK_FIRST);
    assert_int_equal(result.outcome, AKIS_CONFIRM);
    assert_int_equal(result.remedy, AKIS_DO_CONFIRM);
    assert_outcome(NOT_FOUND,
                   akis_portal_renew(stage.portal, "000000000000000000000000", AKIS_CONFIRMED));
    assert_outcome(OK, akis_portal_renew(stage.portal, stage.serial, AKIS_CONFIRMED));
}

/* The newest code that came to a number. */
static void code_at(const char *number, char code[16])
{
    struct world_sms sms;

    assert_int_equal(world_sms_read(stage.world, number, 0, &sms), WORLD_OK);
    memcpy(code, sms.code, sizeof sms.code);
}

static void what_the_portal_knows_of_the_holder_is_shown_and_changed(void **state)
{
    struct akis_portal_person person = {0};

    (void)state;
    stage_login();
    assert_outcome(OK, akis_portal_person(stage.portal, &person));
    assert_string_equal(person.holder_id, world_first_holder()->id);
    assert_string_equal(person.phone, world_first_holder()->phone);
    assert_outcome(OK, akis_portal_update(stage.portal, NULL, "yeni@example.org", NULL));
    assert_outcome(PORTAL_REFUSED, akis_portal_update(stage.portal, NULL, "nobody", NULL));
    assert_outcome(OK, akis_portal_update(stage.portal, NULL, NULL, "Yeni Sokak 1"));
    assert_outcome(OK, akis_portal_person(stage.portal, &person));
    assert_string_equal(person.email, "yeni@example.org");
    assert_string_equal(person.address, "Yeni Sokak 1");
    assert_string_equal(person.phone, world_first_holder()->phone);
}

static void a_new_number_waits_for_the_codes_to_both(void **state)
{
    static const char number[] = "05550000002";
    struct akis_portal_person person = {0};
    char old_code[16], new_code[16];

    (void)state;
    stage_login();
    assert_outcome(CONFIRM, akis_portal_update(stage.portal, number, NULL, NULL));
    code_at(NULL, old_code);
    code_at(number, new_code);
    assert_outcome(CODE_WRONG, akis_portal_update_codes(stage.portal, old_code, "000000"));
    assert_outcome(OK, akis_portal_person(stage.portal, &person));
    assert_string_equal(person.phone, world_first_holder()->phone);
    assert_outcome(OK, akis_portal_update_codes(stage.portal, old_code, new_code));
    assert_outcome(OK, akis_portal_person(stage.portal, &person));
    assert_string_equal(person.phone, number);
}

static void logout_ends_the_session(void **state)
{
    struct akis_portal_card cards[4];
    size_t count = 0;

    (void)state;
    stage_login();
    assert_outcome(OK, akis_portal_logout(stage.portal));
    struct akis_result result = akis_portal_pins(stage.portal, cards, 4, &count);
    assert_int_equal(result.outcome, AKIS_NOT_LOGGED_IN);
    assert_int_equal(result.remedy, AKIS_DO_LOG_IN);
}

static void a_session_goes_on_in_another_handle(void **state)
{
    const struct akis_portal_options options = {world_portal_url(stage.world),
                                                world_tls_root_file(stage.world)};
    struct akis_portal *other = NULL;
    struct akis_portal_card cards[4];
    char text[4096];
    size_t count = 0;

    (void)state;
    stage_login();
    assert_outcome(OK, akis_portal_save(stage.portal, text, sizeof text));
    assert_outcome(OK, akis_portal_new(&options, &other));
    assert_outcome(NOT_LOGGED_IN, akis_portal_pins(other, cards, 4, &count));
    assert_outcome(OK, akis_portal_load(other, text));
    assert_outcome(OK, akis_portal_pins(other, cards, 4, &count));
    akis_portal_free(&other);
}

static void a_portal_under_a_foreign_root_gets_no_request(void **state)
{
    const struct akis_portal_options options = {world_portal_url(stage.world),
                                                world_chain_file(stage.world)};
    char id[AKIS_CAPTCHA_ID];

    (void)state;
    assert_outcome(OK, akis_portal_new(&options, &stage.portal));
    assert_outcome(PORTAL_NOT_TRUSTED, akis_portal_captcha(stage.portal, id, NULL));
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_open, stage_close)
    const struct CMUnitTest tests[] = {
        STAGED(new_cards_unlock_through_the_portal),
        STAGED(a_v1_card_produced_from_2011_on_unlocks_there_too),
        STAGED(a_pairing_code_is_for_one_card),
        STAGED(an_old_card_is_sent_to_its_puk),
        STAGED(the_pin_is_shown_saved_and_deleted),
        STAGED(certificates_are_suspended_lifted_and_revoked),
        STAGED(the_card_opens_the_portal),
        STAGED(revoking_before_a_renewal_begins_names_the_date),
        STAGED(a_new_card_is_asked_for_after_a_confirmation_and_for_ones_own_alone),
        STAGED(what_the_portal_knows_of_the_holder_is_shown_and_changed),
        STAGED(a_new_number_waits_for_the_codes_to_both),
        STAGED(logout_ends_the_session),
        STAGED(a_session_goes_on_in_another_handle),
        STAGED(a_portal_under_a_foreign_root_gets_no_request),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
