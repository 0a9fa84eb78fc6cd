/* SPDX-License-Identifier: MIT */
/* Business days, and the report of a missing reader: DEL-4. */
#include "portal-mock/business.h"
#include "sim/base/calendar.h"
#include "tests/unit/portal/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void weekends_and_holidays_are_no_business_days(void **state)
{
    static const int64_t free_days[] = {20261121, 20261122, 20260101, 20260423, 20260501, 20260519,
                                        20260715, 20260830, 20261029, 20260320, 20260322, 20260527,
                                        20260530, 20230421, 20250330, 20110830, 20150924};
    static const int64_t days[] = {20261123, 20261028, 20260319, 20260526,
                                   20080501, 20160715, 20261120, 20240229};

    (void)state;
    for (size_t i = 0; i < sizeof free_days / sizeof free_days[0]; i++)
        assert_false(business_is_day(free_days[i]));
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        assert_true(business_is_day(days[i]));
}

static void five_days_skip_what_does_not_count(void **state)
{
    (void)state;
    assert_int_equal(business_day_after(20261123, 5), 20261130); /* Monday to Monday */
    assert_int_equal(business_day_after(20261121, 5), 20261127); /* from a Saturday */
    assert_int_equal(business_day_after(20261023, 5), 20261102); /* over 29 October */
    assert_int_equal(business_day_after(20260525, 5), 20260604); /* over Kurban Bayramı */
    assert_int_equal(business_day_after(20261231, 1), 20270104);
    assert_int_equal(business_day_after(20261123, 0), 20261123);
}

static const char png[] =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg==";

/* A message about `serial`, with or without the image. */
static void write_mail(char *text, size_t size, const char *serial, bool image)
{
    (void)snprintf(text, size,
                   "From: =?UTF-8?Q?Ay=C5=9Fe?= <ayse@example.org>\r\n"
                   "To: bilgi@example.org\r\n"
                   "Date: Mon, 23 Nov 2026 10:00:00 +0300\r\n"
                   "Subject: Kart okuyucu eksik\r\n"
                   "MIME-Version: 1.0\r\n"
                   "Content-Type: multipart/mixed;\r\n boundary=\"sinir-1\"\r\n\r\n"
                   "--sinir-1\r\nContent-Type: text/plain; charset=utf-8\r\n"
                   "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                   "Kart=C4=B1m teslim edildi, okuyucu yok. Seri: %.12s=\r\n%s\r\n"
                   "--sinir-1\r\n%s\r\n%s\r\n--sinir-1--\r\n",
                   serial, serial + 12,
                   image ? "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
                         : "Content-Type: text/plain\r\n",
                   image ? png : "tutanak ektedir");
}

static void expect(struct fixture *fixture, const char *mail, const char *verdict)
{
    struct portal_report report;

    assert_int_equal(portal_take_mail(fixture->portal, mail, strlen(mail), &report), PORTAL_OK);
    assert_string_equal(report.verdict, verdict);
    assert_true(*report.text);
}

static void the_fifth_day_is_in_time_and_the_sixth_is_not(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product;
    char mail[4096];

    /* Friday 2026-10-23; the fifth business day is Monday 2026-11-02, over the 29th. */
    assert_true(calendar_parse("2026-10-23 16:00:00", &fixture->now));
    product = fixture_card(fixture, first_id, 20261001);
    write_mail(mail, sizeof mail, product.serial, true);
    expect(fixture, mail, "not_delivered");
    assert_int_equal(portal_deliver(fixture->portal, product.serial), PORTAL_OK);
    assert_true(calendar_parse("2026-11-02 23:59:59", &fixture->now));
    expect(fixture, mail, "accepted");
    fixture->now++;
    expect(fixture, mail, "too_late");
    portal_product_free(&product);
}

static void without_the_image_it_is_sent_back(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product = fixture_card(fixture, first_id, 20150601);
    struct browser browser = browser_open(fixture);
    char mail[4096];

    assert_int_equal(portal_deliver(fixture->portal, product.serial), PORTAL_OK);
    write_mail(mail, sizeof mail, product.serial, false);
    expect(fixture, mail, "no_image");
    browser_login(&browser, first_id);
    assert_int_equal(browser_get(&browser, "/nb/teslimat"), 200);
    assert_non_null(strstr((const char *)browser.last.body, "\"report\":\"no_image\""));
    write_mail(mail, sizeof mail, product.serial, true);
    expect(fixture, mail, "accepted");
    write_mail(mail, sizeof mail, "000000000000000000000000", true);
    expect(fixture, mail, "unknown_card");
    portal_product_free(&product);
    browser_close(&browser);
}

static void what_is_no_message_is_malformed(void **state)
{
    static const char *const bad[] = {
        "",
        "\r\n\r\n",
        "merhaba",
        "From: a@b.c\r\n\r\nx",
        "Date: x\r\n\r\nx",
        " x: y\r\n\r\n",
        "From: a@b.c\r\nDate: x\r\nContent-Type: multipart/mixed\r\n\r\nx",
        "From: a@b.c\r\nDate: x\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\nx",
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        expect(*state, bad[i], "malformed");
}

#define WITH_PORTAL(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekends_and_holidays_are_no_business_days),
        cmocka_unit_test(five_days_skip_what_does_not_count),
        WITH_PORTAL(the_fifth_day_is_in_time_and_the_sixth_is_not),
        WITH_PORTAL(without_the_image_it_is_sent_back),
        WITH_PORTAL(what_is_no_message_is_malformed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
