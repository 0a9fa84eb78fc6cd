/* SPDX-License-Identifier: MIT */
/* What a holder changes and asks for: Bilgi Güncelle, Güvenlik Sözcüğümü Unuttum, Sertifika Yükle,
 * Kart Yenileme, the driver service: CRT-7, LOG-2, CRT-5, UNB-10, DEL-3. */
#include "tests/unit/portal/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The code in the newest message to that number. */
static void code_to(const struct fixture *fixture, const char *number, char code[10])
{
    for (size_t i = fixture->message_count; i-- > 0;) {
        const struct message *message = &fixture->messages[i % MESSAGES_MOST];
        const char *digits = strpbrk(message->text, "0123456789");
        if (strcmp(message->number, number) != 0 || !digits)
            continue;
        (void)snprintf(code, 10, "%.*s", (int)strspn(digits, "0123456789"), digits);
        return;
    }
    fail();
}

static int confirm(struct browser *browser, const char *old, const char *fresh)
{
    char body[96];

    (void)snprintf(body, sizeof body, "{\"eski_kod\":\"%s\",\"yeni_kod\":\"%s\"}", old, fresh);
    return browser_post(browser, "/nb/bilgi/kod", body);
}

static void a_new_number_is_confirmed_at_both_and_gets_the_next_code(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);
    char old[10];
    char fresh[10];

    browser_login(&browser, first_id);
    assert_int_equal(browser_post(&browser, "/nb/bilgi", "{\"telefon\":\"05559999999\"}"), 200);
    code_to(fixture, "05550000001", old);
    code_to(fixture, "05559999999", fresh);
    assert_int_equal(confirm(&browser, old, old), 401);
    assert_int_equal(confirm(&browser, fresh, fresh), 401);
    assert_int_equal(browser_get(&browser, "/nb/bilgi"), 200);
    assert_string_equal(browser_text(&browser, "telefon"), "05550000001");
    assert_int_equal(confirm(&browser, old, fresh), 200);
    assert_int_equal(browser_get(&browser, "/nb/bilgi"), 200);
    assert_string_equal(browser_text(&browser, "telefon"), "05559999999");
    browser_close(&browser);
    browser = browser_open(fixture);
    browser_login(&browser, first_id);
    assert_string_equal(fixture->messages[(fixture->message_count - 1) % MESSAGES_MOST].number,
                        "05559999999");
    browser_close(&browser);
}

static void mail_and_address_change_and_bad_ones_do_not(void **state)
{
    struct browser browser = browser_open(*state);
    static const char *const bad[] = {
        "{\"e_posta\":\"kimse\"}",  "{\"e_posta\":\"a@b\"}",
        "{\"telefon\":\"05x\"}",    "{\"e_posta\":\"a@b.c\\u000aBcc: x@y.z\"}",
        "{\"adres\":\"a\\u0007\"}",
    };

    browser_login(&browser, first_id);
    assert_int_equal(
        browser_post(&browser, "/nb/bilgi",
                     "{\"e_posta\":\"ayse@example.org\",\"adres\":\"<i>Çankaya</i>\"}"),
        200);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(browser_post(&browser, "/nb/bilgi", bad[i]), 400);
    assert_int_equal(browser_page(&browser, "/nb/bilgi"), 200);
    assert_non_null(strstr((const char *)browser.last.body, "ayse@example.org"));
    assert_non_null(strstr((const char *)browser.last.body, "&lt;i&gt;Çankaya&lt;/i&gt;"));
    assert_null(strstr((const char *)browser.last.body, "<i>"));
    browser_close(&browser);
}

static int ask_forgotten(struct browser *browser, const char *id, const char *card)
{
    char letters[16];
    char body[256];

    assert_int_equal(browser_get(browser, "/nbsifreli.go/unuttum"), 200);
    assert_int_equal(
        portal_captcha_answer(browser->fixture->portal, browser_text(browser, "captcha"), letters),
        PORTAL_OK);
    (void)snprintf(body, sizeof body,
                   "{\"kimlik_no\":\"%s\",\"kart\":\"%s\",\"resimdeki_yazi\":\"%s\"}", id, card,
                   letters);
    return browser_post(browser, "/nbsifreli.go/unuttum", body);
}

static int set_word(struct browser *browser, const char *code, const char *one, const char *two)
{
    char body[256];

    (void)snprintf(
        body, sizeof body,
        "{\"sms_onay_kodu\":\"%s\",\"yeni_sozcuk\":\"%s\",\"yeni_sozcuk_tekrar\":\"%s\"}", code,
        one, two);
    return browser_post(browser, "/nbsifreli.go/unuttum/kod", body);
}

static void a_forgotten_word_is_set_anew_with_card_and_phone(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product = fixture_card(fixture, first_id, 20150601);
    struct browser browser = browser_open(fixture);
    char code[10];

    assert_int_equal(ask_forgotten(&browser, first_id, product.serial), 200);
    fixture_code(fixture, code);
    assert_int_equal(set_word(&browser, code, "yeni sözcük", "başka"), 400);
    assert_int_equal(set_word(&browser, code, "abc", "abc"), 400);
    assert_int_equal(set_word(&browser, code, "yeni sözcük", "yeni sözcük"), 200);
    assert_int_equal(browser_password(&browser, first_id, word), 401);
    assert_int_equal(browser_password(&browser, first_id, "YENİ sözcük"), 200);
    portal_product_free(&product);
    browser_close(&browser);
}

static void without_the_card_no_code_comes_and_the_answer_is_the_same(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product = fixture_card(fixture, second_id, 20150601);
    struct browser browser = browser_open(fixture);

    assert_int_equal(ask_forgotten(&browser, first_id, product.serial), 200);
    assert_int_equal(fixture->message_count, 0);
    assert_int_equal(set_word(&browser, "123456", "yeni sözcük", "yeni sözcük"), 401);
    assert_int_equal(ask_forgotten(&browser, "33333333330", product.serial), 200);
    assert_int_equal(browser_get(&browser, "/nb/islemler"), 401);
    portal_product_free(&product);
    browser_close(&browser);
}

static void sertifika_yukle_stands_there_only_while_one_waits(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product = fixture_card(fixture, first_id, 20150601);
    struct portal_product renewed;
    struct browser browser = browser_open(fixture);

    browser_login(&browser, first_id);
    assert_int_equal(browser_page(&browser, "/nb/islemler"), 200);
    assert_null(strstr((const char *)browser.last.body, "Sertifika Yükle"));
    assert_int_equal(browser_get(&browser, "/nb/sertifika-yukle"), 404);
    assert_int_equal(portal_renew(fixture->portal, product.serial, &renewed), PORTAL_OK);
    assert_int_equal(browser_page(&browser, "/nb/islemler"), 200);
    assert_non_null(strstr((const char *)browser.last.body, "Sertifika Yükle"));
    assert_int_equal(browser_get(&browser, "/nb/sertifika-yukle"), 200);
    assert_non_null(strstr((const char *)browser.last.body, renewed.certificate_serial));
    fixture->now += 366 * 86400;
    browser_login(&browser, first_id);
    assert_int_equal(browser_get(&browser, "/nb/sertifika-yukle"), 404);
    portal_product_free(&product);
    portal_product_free(&renewed);
    browser_close(&browser);
}

static void a_certificate_is_handed_out_as_der_to_its_holder(void **state)
{
    struct portal_product own = fixture_card(*state, first_id, 20150601);
    struct portal_product other = fixture_card(*state, second_id, 20150601);
    struct browser browser = browser_open(*state);
    char path[96];

    browser_login(&browser, first_id);
    (void)snprintf(path, sizeof path, "/nb/sertifikalar/%s/indir", own.certificate_serial);
    assert_int_equal(browser_page(&browser, path), 200);
    assert_int_equal(browser.last.size, own.certificate_size);
    assert_memory_equal(browser.last.body, own.certificate, own.certificate_size);
    (void)snprintf(path, sizeof path, "/nb/sertifikalar/%s/indir", other.certificate_serial);
    assert_int_equal(browser_page(&browser, path), 404);
    portal_product_free(&own);
    portal_product_free(&other);
    browser_close(&browser);
}

static void a_replacement_is_asked_for_and_waits_for_its_fee(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product = fixture_card(fixture, first_id, 20150601);
    struct portal_product other = fixture_card(fixture, second_id, 20150601);
    struct browser browser = browser_open(fixture);
    char body[96];

    browser_login(&browser, first_id);
    (void)snprintf(body, sizeof body, "{\"kart\":\"%s\",\"onay\":\"evet\"}", other.serial);
    assert_int_equal(browser_post(&browser, "/nb/yenileme", body), 404);
    (void)snprintf(body, sizeof body, "{\"kart\":\"%s\"}", product.serial);
    assert_int_equal(browser_post(&browser, "/nb/yenileme", body), 409);
    (void)snprintf(body, sizeof body, "{\"kart\":\"%s\",\"onay\":\"evet\"}", product.serial);
    assert_int_equal(browser_post(&browser, "/nb/yenileme", body), 200);
    assert_int_equal(browser_page(&browser, "/nb/yenileme"), 200);
    assert_non_null(strstr((const char *)browser.last.body, "Ücretin ödenmesi bekleniyor"));
    assert_int_equal(portal_book_fee(fixture->portal, product.serial), PORTAL_OK);
    assert_int_equal(browser_page(&browser, "/nb/yenileme"), 200);
    assert_non_null(strstr((const char *)browser.last.body, "Ücret alındı"));
    portal_product_free(&product);
    portal_product_free(&other);
    browser_close(&browser);
}

static void the_driver_service_offers_ours_and_refuses_the_others(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);

    assert_int_equal(browser_get(&browser, "/islemler/surucu_yukleme_servisi/"), 200);
    assert_int_equal(json_array_size(json_object_get(browser.json, "systems")), 3);
    assert_int_equal(browser_get(&browser, "/islemler/surucu_yukleme_servisi/linux"), 404);
    assert_int_equal(browser_get(&browser, "/islemler/surucu_yukleme_servisi/windows"), 404);
    assert_string_equal(browser_text(&browser, "error"), "no_driver");
    assert_int_equal(browser_get(&browser, "/islemler/surucu_yukleme_servisi/amiga"), 404);
    browser_close(&browser);
    fixture->driver_file = "/bin/true";
    fixture_restart(fixture);
    browser = browser_open(fixture);
    assert_int_equal(browser_get(&browser, "/islemler/surucu_yukleme_servisi/linux"), 200);
    assert_string_equal(browser.last.content_type, "application/vnd.debian.binary-package");
    browser_close(&browser);
}

static void the_pages_are_english_on_request_alone(void **state)
{
    struct browser browser = browser_open(*state);

    assert_int_equal(browser_page(&browser, "/nb.go"), 200);
    assert_non_null(strstr((const char *)browser.last.body, "<html lang=\"tr\">"));
    assert_int_equal(browser_page(&browser, "/dil/en"), 303);
    assert_int_equal(browser_page(&browser, "/nb.go"), 200);
    assert_non_null(strstr((const char *)browser.last.body, "<html lang=\"en\">"));
    assert_non_null(strstr((const char *)browser.last.body, "TEST"));
    assert_int_equal(browser_page(&browser, "/dil/de"), 404);
    browser_close(&browser);
}

#define WITH_PORTAL(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PORTAL(a_new_number_is_confirmed_at_both_and_gets_the_next_code),
        WITH_PORTAL(mail_and_address_change_and_bad_ones_do_not),
        WITH_PORTAL(a_forgotten_word_is_set_anew_with_card_and_phone),
        WITH_PORTAL(without_the_card_no_code_comes_and_the_answer_is_the_same),
        WITH_PORTAL(sertifika_yukle_stands_there_only_while_one_waits),
        WITH_PORTAL(a_certificate_is_handed_out_as_der_to_its_holder),
        WITH_PORTAL(a_replacement_is_asked_for_and_waits_for_its_fee),
        WITH_PORTAL(the_driver_service_offers_ours_and_refuses_the_others),
        WITH_PORTAL(the_pages_are_english_on_request_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
