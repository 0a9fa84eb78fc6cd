/* SPDX-License-Identifier: MIT */
/* Faults by name and ordinal. */
#include "portal-mock/faults.h"
#include "tests/unit/portal/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void set(struct fixture *fixture, const char *name, unsigned first, unsigned count,
                int64_t amount)
{
    const struct portal_fault fault = {name, first, count, amount};

    assert_int_equal(portal_fault_set(fixture->portal, &fault), PORTAL_OK);
}

static enum http_result ask(struct browser *browser, const char *base, const char *path)
{
    char url[256];
    const struct http_request request = {.method = "GET", .url = url};

    http_response_free(&browser->last);
    (void)snprintf(url, sizeof url, "%s%s", base, path);
    return http_send(browser->http, &request, &browser->last);
}

static enum http_result entry(struct browser *browser)
{
    return ask(browser, portal_url(browser->fixture->portal), "/nb.go");
}

static void each_kind_has_a_word_and_an_unknown_one_is_refused(void **state)
{
    struct fixture *fixture = *state;
    const struct portal_fault unknown = {"no-such", 1, 1, 0};
    size_t kinds = 0;

    assert_int_equal(portal_fault_set(fixture->portal, &unknown), PORTAL_UNKNOWN);
    for (; portal_fault_kind(kinds); kinds++) {
        assert_true(strlen(portal_fault_kind(kinds)->meaning) > 3);
        set(fixture, portal_fault_kind(kinds)->word, 1, 0, 0);
    }
    assert_true(kinds >= 15);
}

static void the_ordinals_named_are_hit_and_no_others(void **state)
{
    struct browser browser = browser_open(*state);
    static const int statuses[] = {200, 500, 500, 200};

    set(*state, "status-500", 2, 2, 0);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(entry(&browser), HTTP_OK);
        assert_int_equal(browser.last.status, statuses[i]);
    }
    browser_close(&browser);
}

static void a_cut_or_mismeasured_answer_ends_in_an_error(void **state)
{
    struct browser browser = browser_open(*state);

    set(*state, "cut-body", 1, 1, 0);
    assert_int_not_equal(entry(&browser), HTTP_OK);
    assert_int_equal(entry(&browser), HTTP_OK);
    set(*state, "wrong-length", 1, 1, 0);
    assert_int_not_equal(entry(&browser), HTTP_OK);
    assert_int_equal(entry(&browser), HTTP_OK);
    browser_close(&browser);
}

static void a_slow_answer_is_late(void **state)
{
    struct browser browser = browser_open(*state);
    struct timespec start;
    struct timespec end;

    set(*state, "slow", 1, 1, 300);
    (void)clock_gettime(CLOCK_MONOTONIC, &start);
    assert_int_equal(entry(&browser), HTTP_OK);
    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    assert_true((end.tv_sec - start.tv_sec) * 1000 + (end.tv_nsec - start.tv_nsec) / 1000000 >=
                300);
    browser_close(&browser);
}

static void a_wrong_tls_certificate_is_shown_until_it_is_cleared(void **state)
{
    static const char *const words[] = {"tls-expired", "tls-foreign", "tls-other-host"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        set(*state, words[i], 1, 1, 0);
        struct browser browser = browser_open(*state);
        assert_int_equal(entry(&browser), HTTP_NOT_TRUSTED);
        browser_close(&browser);
        set(*state, words[i], 1, 0, 0);
        browser = browser_open(*state);
        assert_int_equal(entry(&browser), HTTP_OK);
        browser_close(&browser);
    }
}

static void messages_are_lost_doubled_and_swapped(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);

    assert_int_equal(browser_password(&browser, first_id, word), 200);
    set(fixture, "sms-lost", 1, 1, 0);
    assert_int_equal(browser_post(&browser, "/nbsifreli.go/sms", NULL), 200);
    assert_int_equal(fixture->message_count, 0);
    fixture->now += 60;
    set(fixture, "sms-doubled", 1, 1, 0);
    assert_int_equal(browser_post(&browser, "/nbsifreli.go/sms", NULL), 200);
    assert_int_equal(fixture->message_count, 2);
    assert_string_equal(fixture->messages[0].text, fixture->messages[1].text);
    set(fixture, "sms-swapped", 1, 1, 0);
    fixture->now += 60;
    assert_int_equal(browser_post(&browser, "/nbsifreli.go/sms", NULL), 200);
    assert_int_equal(fixture->message_count, 2);
    fixture->now += 60;
    assert_int_equal(browser_post(&browser, "/nbsifreli.go/sms", NULL), 200);
    assert_int_equal(fixture->message_count, 4);
    char code[10];
    char body[64];
    const char *digits = strpbrk(fixture->messages[2].text, "0123456789");
    (void)snprintf(code, sizeof code, "%.6s", digits);
    (void)snprintf(body, sizeof body, "{\"sms_onay_kodu\":\"%s\"}", code);
    assert_int_equal(browser_post(&browser, "/nbsifreli.go/kod", body), 200);
    browser_close(&browser);
}

static void a_session_is_dropped_and_the_clock_runs_ahead(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);

    browser_login(&browser, first_id);
    set(fixture, "session-dropped", 1, 1, 0);
    assert_int_equal(browser_get(&browser, "/nb/islemler"), 401);
    browser_login(&browser, first_id);
    set(fixture, "clock-skew", 1, 1, 700);
    assert_int_equal(browser_get(&browser, "/nb/islemler"), 401);
    browser_close(&browser);
}

static void the_list_and_ocsp_are_hit_by_their_own_ordinals(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);
    const char *base = portal_plain_url(fixture->portal);

    set(fixture, "crl-not-published", 2, 1, 0);
    assert_int_equal(ask(&browser, base, "/crl/issuing.crl"), HTTP_OK);
    assert_int_equal(browser.last.status, 200);
    assert_int_equal(ask(&browser, base, "/ca/root.cer"), HTTP_OK);
    assert_int_equal(browser.last.status, 200);
    assert_int_equal(ask(&browser, base, "/crl/issuing.crl"), HTTP_OK);
    assert_int_equal(browser.last.status, 404);
    assert_int_equal(ask(&browser, base, "/crl/issuing.crl"), HTTP_OK);
    assert_int_equal(browser.last.status, 200);
    browser_close(&browser);
}

#define WITH_PORTAL(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PORTAL(each_kind_has_a_word_and_an_unknown_one_is_refused),
        WITH_PORTAL(the_ordinals_named_are_hit_and_no_others),
        WITH_PORTAL(a_cut_or_mismeasured_answer_ends_in_an_error),
        WITH_PORTAL(a_slow_answer_is_late),
        WITH_PORTAL(a_wrong_tls_certificate_is_shown_until_it_is_cleared),
        WITH_PORTAL(messages_are_lost_doubled_and_swapped),
        WITH_PORTAL(a_session_is_dropped_and_the_clock_runs_ahead),
        WITH_PORTAL(the_list_and_ocsp_are_hit_by_their_own_ordinals),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
