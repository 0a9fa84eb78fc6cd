/* SPDX-License-Identifier: MIT */
/* Şifreli Giriş and the session behind it: LOG-1 to LOG-5, LOG-8, LOG-9. */
#include "tests/unit/portal/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static int send_code(struct browser *browser, const char *code)
{
    char body[64];

    (void)snprintf(body, sizeof body, "{\"sms_onay_kodu\":\"%s\"}", code);
    return browser_post(browser, "/nbsifreli.go/kod", body);
}

/* A browser that has the first form behind it and a code on the phone. */
static struct browser waiting_for_code(struct fixture *fixture, char code[10])
{
    struct browser browser = browser_open(fixture);

    assert_int_equal(browser_password(&browser, first_id, word), 200);
    assert_int_equal(browser_post(&browser, "/nbsifreli.go/sms", NULL), 200);
    fixture_code(fixture, code);
    return browser;
}

static void the_entry_is_reached_from_the_site(void **state)
{
    struct browser browser = browser_open(*state);

    assert_int_equal(browser_page(&browser, "/"), 200);
    assert_non_null(strstr((const char *)browser.last.body,
                           "<a href=\"/nb.go\"><strong>Nitelikli Elektronik Sertifika "
                           "İşlemleri</strong>"));
    assert_int_equal(browser_page(&browser, "/nb.go"), 200);
    assert_non_null(strstr((const char *)browser.last.body, "Şifreli Giriş"));
    assert_non_null(strstr((const char *)browser.last.body, "E-imzalı Giriş"));
    assert_non_null(strstr((const char *)browser.last.body, "TEST"));
    browser_close(&browser);
}

static void all_right_leads_to_the_menu(void **state)
{
    struct browser browser = browser_open(*state);

    browser_login(&browser, first_id);
    assert_int_equal(browser_get(&browser, "/nb/islemler"), 200);
    browser_close(&browser);
}

static void word_is_compared_as_a_turk_reads_it(void **state)
{
    struct browser browser = browser_open(*state);

    assert_int_equal(browser_password(&browser, second_id, "istanbul IŞIK"), 200);
    assert_string_equal(browser_text(&browser, "phone"), "*** *** ** 02");
    assert_int_equal(browser_password(&browser, second_id, "ıstanbul ışık"), 401);
    browser_close(&browser);
}

static void a_wrong_field_is_not_told(void **state)
{
    struct browser browser = browser_open(*state);
    char first[256];

    assert_int_equal(browser_password(&browser, first_id, "yanlış sözcük"), 401);
    (void)snprintf(first, sizeof first, "%s", browser_text(&browser, "message"));
    assert_string_equal(browser_text(&browser, "error"), "login_failed");
    assert_int_equal(browser_password(&browser, "33333333330", word), 401);
    assert_string_equal(browser_text(&browser, "message"), first);
    assert_int_equal(browser_get(&browser, "/nbsifreli.go"), 200);
    assert_int_equal(browser_post(&browser, "/nbsifreli.go",
                                  "{\"kimlik_no\":\"11111111110\",\"resimdeki_yazi\":\"....."
                                  "\",\"guvenlik_sozcugu\":\"zeytin ağacı\"}"),
                     401);
    assert_string_equal(browser_text(&browser, "message"), first);
    browser_close(&browser);
}

static void a_captcha_is_answered_once(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);
    char letters[16];
    char body[256];

    assert_int_equal(browser_get(&browser, "/nbsifreli.go"), 200);
    assert_int_equal(
        portal_captcha_answer(fixture->portal, browser_text(&browser, "captcha"), letters),
        PORTAL_OK);
    (void)snprintf(body, sizeof body,
                   "{\"kimlik_no\":\"11111111110\",\"resimdeki_yazi\":\"%s\","
                   "\"guvenlik_sozcugu\":\"yanlış\"}",
                   letters);
    assert_int_equal(browser_post(&browser, "/nbsifreli.go", body), 401);
    (void)snprintf(body, sizeof body,
                   "{\"kimlik_no\":\"11111111110\",\"resimdeki_yazi\":\"%s\","
                   "\"guvenlik_sozcugu\":\"zeytin ağacı\"}",
                   letters);
    assert_int_equal(browser_post(&browser, "/nbsifreli.go", body), 401);
    browser_close(&browser);
}

static void by_other_rules_a_captcha_may_be_answered_again(void **state)
{
    struct browser browser = browser_open(*state);
    char first[64];

    fixture_policy(*state, "captcha_once", "false");
    assert_int_equal(browser_password(&browser, first_id, "yanlış"), 401);
    (void)snprintf(first, sizeof first, "%s", browser_text(&browser, "captcha"));
    assert_int_equal(browser_post(&browser, "/nbsifreli.go", "{}"), 400);
    assert_string_equal(browser_text(&browser, "captcha"), first);
    browser_close(&browser);
}

static void check_digits_are_checked_at_the_form(void **state)
{
    struct browser browser = browser_open(*state);

    assert_int_equal(browser_password(&browser, "11111111111", word), 400);
    assert_string_equal(browser_text(&browser, "error"), "bad_kimlik_no");
    browser_close(&browser);
}

static void without_the_code_nothing_is_reached(void **state)
{
    char code[10];
    struct browser browser = waiting_for_code(*state, code);

    assert_int_equal(browser_get(&browser, "/nb/islemler"), 401);
    assert_int_equal(browser_get(&browser, "/nb/pin-puk"), 401);
    assert_int_equal(browser_get(&browser, "/nb/sertifikalar"), 401);
    browser_close(&browser);
}

static void a_code_lives_180_seconds(void **state)
{
    struct fixture *fixture = *state;
    char code[10];
    struct browser browser = waiting_for_code(fixture, code);

    fixture->now += 181;
    assert_int_equal(send_code(&browser, code), 401);
    browser_close(&browser);
    browser = waiting_for_code(fixture, code);
    fixture->now += 180;
    assert_int_equal(send_code(&browser, code), 200);
    browser_close(&browser);
}

static void a_code_has_three_tries(void **state)
{
    char code[10];
    struct browser browser = waiting_for_code(*state, code);

    for (int i = 0; i < 3; i++)
        assert_int_equal(send_code(&browser, "000"), 401);
    assert_int_equal(send_code(&browser, code), 401);
    browser_close(&browser);
    browser = waiting_for_code(*state, code);
    for (int i = 0; i < 2; i++)
        assert_int_equal(send_code(&browser, "000"), 401);
    assert_int_equal(send_code(&browser, code), 200);
    browser_close(&browser);
}

static void a_code_opens_its_own_session_alone(void **state)
{
    char mine[10];
    char other[10];
    struct browser one = waiting_for_code(*state, mine);
    struct browser two = waiting_for_code(*state, other);

    assert_string_not_equal(mine, other);
    assert_int_equal(send_code(&two, mine), 401);
    assert_int_equal(send_code(&one, mine), 200);
    browser_close(&one);
    browser_close(&two);
}

static void a_new_code_voids_the_old(void **state)
{
    struct fixture *fixture = *state;
    char old[10];
    char fresh[10];
    struct browser browser = waiting_for_code(fixture, old);

    assert_int_equal(browser_post(&browser, "/nbsifreli.go/sms", NULL), 429);
    fixture->now += 60;
    assert_int_equal(browser_post(&browser, "/nbsifreli.go/sms", NULL), 200);
    fixture_code(fixture, fresh);
    assert_int_equal(send_code(&browser, old), 401);
    assert_int_equal(send_code(&browser, fresh), 200);
    browser_close(&browser);
}

static void five_wrong_words_lock_and_the_holder_learns_of_it(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);
    char wrong[256];

    for (int i = 0; i < 5; i++)
        assert_int_equal(browser_password(&browser, first_id, "yanlış"), 401);
    (void)snprintf(wrong, sizeof wrong, "%s", browser_text(&browser, "message"));
    assert_int_equal(fixture->message_count, 1);
    assert_string_equal(fixture->messages[0].number, "05550000001");
    assert_int_equal(browser_password(&browser, first_id, word), 401);
    assert_string_equal(browser_text(&browser, "message"), wrong);
    fixture->now += 899;
    assert_int_equal(browser_password(&browser, first_id, word), 401);
    fixture->now += 1;
    assert_int_equal(browser_password(&browser, first_id, word), 200);
    browser_close(&browser);
}

static void logout_ends_the_session(void **state)
{
    struct browser browser = browser_open(*state);

    browser_login(&browser, first_id);
    assert_int_equal(browser_post(&browser, "/nb/cikis", NULL), 200);
    assert_int_equal(browser_get(&browser, "/nb/islemler"), 401);
    browser_close(&browser);
}

static void an_idle_session_ends(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);

    browser_login(&browser, first_id);
    fixture->now += 600;
    assert_int_equal(browser_get(&browser, "/nb/islemler"), 200);
    fixture->now += 601;
    assert_int_equal(browser_get(&browser, "/nb/islemler"), 401);
    browser_close(&browser);
}

static void a_person_logs_in_with_forms_alone(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);
    char token[64];
    char picture[64];
    char letters[16];
    char code[10];
    char form[512];

    assert_int_equal(browser_page(&browser, "/nbsifreli.go"), 200);
    assert_true(browser_find(&browser, "name=\"belirtec\" value=\"", "\"", token, sizeof token));
    assert_true(browser_find(&browser, "/resim/", ".png", picture, sizeof picture));
    assert_int_equal(portal_captcha_answer(fixture->portal, picture, letters), PORTAL_OK);
    (void)snprintf(form, sizeof form,
                   "belirtec=%s&kimlik_no=11111111110&resimdeki_yazi=%s"
                   "&guvenlik_sozcugu=zeytin+a%%C4%%9Fac%%C4%%B1",
                   token, letters);
    assert_int_equal(browser_form(&browser, "/nbsifreli.go", form), 303);
    assert_int_equal(browser_page(&browser, "/nbsifreli.go/sms"), 200);
    assert_true(browser_find(&browser, "name=\"belirtec\" value=\"", "\"", token, sizeof token));
    (void)snprintf(form, sizeof form, "belirtec=%s", token);
    assert_int_equal(browser_form(&browser, "/nbsifreli.go/sms", form), 303);
    fixture_code(fixture, code);
    assert_int_equal(browser_page(&browser, "/nbsifreli.go/kod"), 200);
    browser_token(&browser, "/nbsifreli.go/kod", token);
    (void)snprintf(form, sizeof form, "belirtec=%s&sms_onay_kodu=%s", token, code);
    assert_int_equal(browser_form(&browser, "/nbsifreli.go/kod", form), 303);
    assert_int_equal(browser_page(&browser, "/nb/islemler"), 200);
    assert_non_null(strstr((const char *)browser.last.body, "TEST Ayşe Yılmaz"));
    browser_close(&browser);
}

#define WITH_PORTAL(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PORTAL(the_entry_is_reached_from_the_site),
        WITH_PORTAL(all_right_leads_to_the_menu),
        WITH_PORTAL(word_is_compared_as_a_turk_reads_it),
        WITH_PORTAL(a_wrong_field_is_not_told),
        WITH_PORTAL(a_captcha_is_answered_once),
        WITH_PORTAL(by_other_rules_a_captcha_may_be_answered_again),
        WITH_PORTAL(check_digits_are_checked_at_the_form),
        WITH_PORTAL(without_the_code_nothing_is_reached),
        WITH_PORTAL(a_code_lives_180_seconds),
        WITH_PORTAL(a_code_has_three_tries),
        WITH_PORTAL(a_code_opens_its_own_session_alone),
        WITH_PORTAL(a_new_code_voids_the_old),
        WITH_PORTAL(five_wrong_words_lock_and_the_holder_learns_of_it),
        WITH_PORTAL(logout_ends_the_session),
        WITH_PORTAL(an_idle_session_ends),
        WITH_PORTAL(a_person_logs_in_with_forms_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
