/* SPDX-License-Identifier: MIT */
/* PIN / PUK Bilgisi: INF-1 to INF-7. */
#include "tests/unit/portal/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const json_t *card_at(const struct browser *browser, size_t index)
{
    return json_array_get(json_object_get(browser->json, "cards"), index);
}

static const char *card_text(const struct browser *browser, size_t index, const char *name)
{
    const char *text = json_string_value(json_object_get(card_at(browser, index), name));

    return text ? text : "";
}

static struct browser owner(struct fixture *fixture, int64_t produced)
{
    struct portal_product product = fixture_card(fixture, first_id, produced);
    struct browser browser = browser_open(fixture);

    portal_product_free(&product);
    browser_login(&browser, first_id);
    return browser;
}

static void pin_is_shown_to_its_owner_after_the_warnings(void **state)
{
    struct browser browser = owner(*state, 20150601);

    assert_int_equal(browser_get(&browser, "/nb/pin-puk"), 200);
    assert_int_equal(json_array_size(json_object_get(browser.json, "warnings")), 4);
    assert_string_equal(card_text(&browser, 0, "pin"), "");
    assert_int_equal(browser_post(&browser, "/nb/pin-puk", NULL), 409);
    assert_int_equal(browser_post(&browser, "/nb/pin-puk", "{\"okudum\":\"evet\"}"), 200);
    assert_string_equal(card_text(&browser, 0, "pin"), "271828");
    assert_string_equal(card_text(&browser, 0, "produced"), "2015-06-01");
    browser_close(&browser);
}

static void nobody_else_sees_it(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = owner(fixture, 20150601);
    struct browser other = browser_open(fixture);

    browser_login(&other, second_id);
    assert_int_equal(browser_post(&other, "/nb/pin-puk", "{\"okudum\":\"evet\"}"), 200);
    assert_null(card_at(&other, 0));
    assert_null(strstr((const char *)other.last.body, "271828"));
    browser_close(&other);
    browser_close(&browser);
}

static void puk_is_shown_for_cards_produced_before_2011(void **state)
{
    struct browser browser = owner(*state, 20101231);
    struct portal_product product = fixture_card(*state, first_id, 20110101);

    assert_int_equal(browser_post(&browser, "/nb/pin-puk", "{\"okudum\":\"evet\"}"), 200);
    assert_string_equal(card_text(&browser, 0, "puk"), "31415926");
    assert_string_equal(card_text(&browser, 1, "pin"), "271828");
    assert_string_equal(card_text(&browser, 1, "puk"), "");
    portal_product_free(&product);
    browser_close(&browser);
}

static void saving_gives_a_pdf(void **state)
{
    struct browser browser = owner(*state, 20150601);

    assert_int_equal(browser_post(&browser, "/nb/pin-puk", "{\"okudum\":\"evet\"}"), 200);
    assert_int_equal(browser_post(&browser, "/nb/pin-puk/kaydet", NULL), 200);
    assert_string_equal(browser.last.content_type, "application/pdf");
    assert_memory_equal(browser.last.body, "%PDF-", 5);
    assert_int_equal(browser_get(&browser, "/nb/pin-puk"), 200);
    assert_string_equal(card_text(&browser, 0, "stored"), "saved");
    browser_close(&browser);
}

static void deleting_asks_and_asks_again_when_never_saved(void **state)
{
    struct browser browser = owner(*state, 20150601);

    assert_int_equal(browser_post(&browser, "/nb/pin-puk/sil", NULL), 409);
    assert_string_equal(browser_text(&browser, "error"), "confirm");
    assert_int_equal(browser_post(&browser, "/nb/pin-puk/sil", "{\"onay\":\"evet\"}"), 409);
    assert_string_equal(browser_text(&browser, "error"), "not_saved");
    assert_int_equal(
        browser_post(&browser, "/nb/pin-puk/sil", "{\"onay\":\"evet\",\"yine_de\":\"evet\"}"), 200);
    assert_int_equal(browser_post(&browser, "/nb/pin-puk", "{\"okudum\":\"evet\"}"), 200);
    assert_string_equal(card_text(&browser, 0, "stored"), "deleted");
    assert_string_equal(card_text(&browser, 0, "pin"), "");
    browser_close(&browser);
}

static bool file_holds(const struct fixture *fixture, const char *name, const void *what,
                       size_t size)
{
    static char content[4 << 20];
    char path[128];

    (void)snprintf(path, sizeof path, "%s/%s", fixture->directory, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t got = fread(content, 1, sizeof content, file);
    (void)fclose(file);
    return memmem(content, got, what, size) != NULL;
}

static void neither_pin_nor_puk_nor_word_stands_on_the_disk(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = owner(fixture, 20101231);
    static const char *const files[] = {"portal.db", "portal.db-wal", "vault.keys"};
    static const char utf16[] = "2\0007\0001\0008\0002\0008";

    assert_int_equal(browser_post(&browser, "/nb/pin-puk", "{\"okudum\":\"evet\"}"), 200);
    assert_true(file_holds(fixture, "portal.db-wal", first_id, 11));
    for (size_t i = 0; i < 3; i++) {
        assert_false(file_holds(fixture, files[i], "271828", 6));
        assert_false(file_holds(fixture, files[i], utf16, 11));
        assert_false(file_holds(fixture, files[i], "\x27\x18\x28", 3));
        assert_false(file_holds(fixture, files[i], "31415926", 8));
        assert_false(file_holds(fixture, files[i], "zeytin", 6));
    }
    browser_close(&browser);
}

static void a_person_saves_and_deletes_with_forms(void **state)
{
    struct browser browser = owner(*state, 20101231);
    char token[64];
    char other[64];
    char form[256];

    assert_int_equal(browser_page(&browser, "/nb/pin-puk"), 200);
    browser_token(&browser, "/nb/pin-puk", token);
    (void)snprintf(form, sizeof form, "belirtec=%s&okudum=evet", token);
    assert_int_equal(browser_form(&browser, "/nb/pin-puk/kaydet", form), 403);
    assert_int_equal(browser_form(&browser, "/nb/pin-puk", form), 200);
    assert_non_null(strstr((const char *)browser.last.body, "<dd class=\"secret\">271828</dd>"));
    assert_non_null(strstr((const char *)browser.last.body, "<dd class=\"secret\">31415926</dd>"));
    browser_token(&browser, "/nb/pin-puk/kaydet", token);
    browser_token(&browser, "/nb/pin-puk/sil", other);
    (void)snprintf(form, sizeof form, "belirtec=%s", token);
    assert_int_equal(browser_form(&browser, "/nb/pin-puk/kaydet", form), 200);
    (void)snprintf(form, sizeof form, "belirtec=%s&onay=evet", other);
    assert_int_equal(browser_form(&browser, "/nb/pin-puk/sil", form), 200);
    assert_non_null(strstr((const char *)browser.last.body, "silindi"));
    browser_close(&browser);
}

static void what_was_kept_is_there_after_a_restart(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = owner(fixture, 20150601);

    browser_close(&browser);
    fixture_restart(fixture);
    browser = browser_open(fixture);
    browser_login(&browser, first_id);
    assert_int_equal(browser_post(&browser, "/nb/pin-puk", "{\"okudum\":\"evet\"}"), 200);
    assert_string_equal(card_text(&browser, 0, "pin"), "271828");
    browser_close(&browser);
}

#define WITH_PORTAL(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PORTAL(pin_is_shown_to_its_owner_after_the_warnings),
        WITH_PORTAL(nobody_else_sees_it),
        WITH_PORTAL(puk_is_shown_for_cards_produced_before_2011),
        WITH_PORTAL(saving_gives_a_pdf),
        WITH_PORTAL(deleting_asks_and_asks_again_when_never_saved),
        WITH_PORTAL(neither_pin_nor_puk_nor_word_stands_on_the_disk),
        WITH_PORTAL(a_person_saves_and_deletes_with_forms),
        WITH_PORTAL(what_was_kept_is_there_after_a_restart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
