/* SPDX-License-Identifier: MIT */
/* Kilit Çözme, page and wire: UNB-4 to UNB-6, UNB-8, UNB-9, INF-7. */
#include "tests/unit/portal/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <openssl/evp.h>

static const char challenge[] = "000102030405060708090A0B0C0D0E0F";

struct scene {
    struct browser browser; /* the holder's */
    struct browser program; /* the program's: no cookie */
    struct portal_product product;
};

static struct scene scene_open(struct fixture *fixture, int64_t produced)
{
    struct scene scene = {.product = fixture_card(fixture, first_id, produced)};

    scene.browser = browser_open(fixture);
    scene.program = browser_open(fixture);
    browser_login(&scene.browser, first_id);
    return scene;
}

static void scene_close(struct scene *scene)
{
    browser_close(&scene->browser);
    browser_close(&scene->program);
    portal_product_free(&scene->product);
}

static int choose(struct scene *scene, const char *serial)
{
    char body[64];

    (void)snprintf(body, sizeof body, "{\"kart\":\"%s\"}", serial);
    return browser_post(&scene->browser, "/nb/kilit-cozme", body);
}

/* Goes as far as the pairing code. */
static void ask_code(struct scene *scene, char code[16])
{
    char sms[10];
    char body[64];

    assert_int_equal(choose(scene, scene->product.serial), 200);
    fixture_code(scene->browser.fixture, sms);
    (void)snprintf(body, sizeof body, "{\"sms_onay_kodu\":\"%s\"}", sms);
    assert_int_equal(browser_post(&scene->browser, "/nb/kilit-cozme/kod", body), 200);
    (void)snprintf(code, 16, "%s", browser_text(&scene->browser, "onay_kodu"));
}

static int pair(struct scene *scene, const char *code)
{
    char body[64];

    (void)snprintf(body, sizeof body, "{\"onay_kodu\":\"%s\"}", code);
    return browser_post(&scene->program, "/kilit/baslat", body);
}

static int authorise(struct scene *scene, const char *pairing, const char *serial)
{
    char body[256];

    (void)snprintf(body, sizeof body, "{\"pairing\":\"%s\",\"serial\":\"%s\",\"challenge\":\"%s\"}",
                   pairing, serial, challenge);
    return browser_post(&scene->program, "/kilit/yetki", body);
}

/* Goes as far as the pairing. */
static void paired(struct scene *scene, char token[40])
{
    char code[16];

    ask_code(scene, code);
    assert_int_equal(pair(scene, code), 200);
    (void)snprintf(token, 40, "%s", browser_text(&scene->program, "pairing"));
    assert_string_equal(browser_text(&scene->program, "card"), scene->product.serial);
}

static const char *state_of(struct scene *scene)
{
    assert_int_equal(browser_get(&scene->browser, "/nb/kilit-cozme"), 200);
    return browser_text(&scene->browser, "state");
}

static void expected_cryptogram(const struct portal_product *product, char text[33])
{
    uint8_t message[11 + 12 + 16] = "AKIS-UNLOCK";
    uint8_t mac[16];
    size_t size = 0;
    unsigned byte;

    for (size_t i = 0; i < 12; i++) {
        assert_int_equal(sscanf(product->serial + 2 * i, "%2x", &byte), 1);
        message[11 + i] = (uint8_t)byte;
    }
    for (size_t i = 0; i < 16; i++)
        message[23 + i] = (uint8_t)i;
    assert_non_null(EVP_Q_mac(NULL, "CMAC", NULL, "AES-256-CBC", NULL, product->admin_key, 32,
                              message, sizeof message, mac, sizeof mac, &size));
    for (size_t i = 0; i < 16; i++)
        (void)snprintf(text + 2 * i, 3, "%02X", mac[i]);
}

static void a_card_is_unlocked_and_its_old_pin_forgotten(void **state)
{
    struct scene scene = scene_open(*state, 20150601);
    char token[40];
    char expected[33];
    char body[96];

    assert_string_equal(state_of(&scene), "idle");
    paired(&scene, token);
    assert_string_equal(state_of(&scene), "paired");
    assert_int_equal(authorise(&scene, token, scene.product.serial), 200);
    expected_cryptogram(&scene.product, expected);
    assert_string_equal(browser_text(&scene.program, "cryptogram"), expected);
    assert_string_equal(state_of(&scene), "issued");
    (void)snprintf(body, sizeof body, "{\"pairing\":\"%s\",\"result\":\"done\"}", token);
    assert_int_equal(browser_post(&scene.program, "/kilit/sonuc", body), 200);
    assert_string_equal(state_of(&scene), "done");
    assert_int_equal(browser_post(&scene.browser, "/nb/pin-puk", "{\"okudum\":\"evet\"}"), 200);
    assert_null(strstr((const char *)scene.browser.last.body, "271828"));
    assert_non_null(strstr((const char *)scene.browser.last.body, "stale"));
    scene_close(&scene);
}

static void an_authorisation_is_given_once(void **state)
{
    struct scene scene = scene_open(*state, 20150601);
    char token[40];
    char code[16];

    ask_code(&scene, code);
    assert_int_equal(pair(&scene, code), 200);
    (void)snprintf(token, sizeof token, "%s", browser_text(&scene.program, "pairing"));
    assert_int_equal(pair(&scene, code), 403);
    assert_int_equal(authorise(&scene, token, scene.product.serial), 200);
    assert_int_equal(authorise(&scene, token, scene.product.serial), 403);
    assert_string_equal(browser_text(&scene.program, "error"), "pairing_refused");
    scene_close(&scene);
}

static void another_card_is_refused(void **state)
{
    struct scene scene = scene_open(*state, 20150601);
    struct portal_product second = fixture_card(*state, first_id, 20150601);
    struct portal_product foreign = fixture_card(*state, second_id, 20150601);
    char token[40];

    assert_int_equal(choose(&scene, foreign.serial), 404);
    paired(&scene, token);
    assert_int_equal(authorise(&scene, token, second.serial), 409);
    assert_string_equal(browser_text(&scene.program, "error"), "other_card");
    assert_int_equal(authorise(&scene, "0123456789abcdef0123456789abcdef", scene.product.serial),
                     403);
    portal_product_free(&second);
    portal_product_free(&foreign);
    scene_close(&scene);
}

static void the_border_is_the_production_date(void **state)
{
    struct scene old = scene_open(*state, 20101231);
    struct scene fresh = scene_open(*state, 20110101);

    assert_int_equal(choose(&old, old.product.serial), 409);
    assert_string_equal(browser_text(&old.browser, "error"), "use_puk");
    assert_int_equal(choose(&fresh, fresh.product.serial), 200);
    scene_close(&old);
    scene_close(&fresh);
}

static void outside_its_validity_a_card_is_refused_to_the_second(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_open(fixture, 20150601);
    int64_t end = fixture->now + 365 * 86400;

    fixture->now = end;
    browser_login(&scene.browser, first_id);
    assert_int_equal(choose(&scene, scene.product.serial), 200);
    fixture->now = end + 1;
    assert_int_equal(choose(&scene, scene.product.serial), 409);
    assert_string_equal(browser_text(&scene.browser, "error"), "not_valid");
    scene_close(&scene);
}

static void a_pairing_ends_with_its_session_and_its_time(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_open(fixture, 20150601);
    char token[40];
    char code[16];

    paired(&scene, token);
    assert_int_equal(browser_post(&scene.browser, "/nb/cikis", NULL), 200);
    assert_int_equal(authorise(&scene, token, scene.product.serial), 403);
    browser_login(&scene.browser, first_id);
    ask_code(&scene, code);
    fixture->now += 600;
    assert_string_equal(state_of(&scene), "code");
    fixture->now += 1;
    assert_int_equal(pair(&scene, code), 403);
    assert_string_equal(state_of(&scene), "failed");
    scene_close(&scene);
}

static void a_broken_off_unlock_can_be_begun_again(void **state)
{
    struct scene scene = scene_open(*state, 20150601);
    char token[40];
    char body[96];

    paired(&scene, token);
    assert_int_equal(authorise(&scene, token, scene.product.serial), 200);
    (void)snprintf(body, sizeof body, "{\"pairing\":\"%s\",\"result\":\"failed\"}", token);
    assert_int_equal(browser_post(&scene.program, "/kilit/sonuc", body), 200);
    assert_string_equal(state_of(&scene), "failed");
    paired(&scene, token);
    assert_int_equal(authorise(&scene, token, scene.product.serial), 200);
    scene_close(&scene);
}

#define WITH_PORTAL(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PORTAL(a_card_is_unlocked_and_its_old_pin_forgotten),
        WITH_PORTAL(an_authorisation_is_given_once),
        WITH_PORTAL(another_card_is_refused),
        WITH_PORTAL(the_border_is_the_production_date),
        WITH_PORTAL(outside_its_validity_a_card_is_refused_to_the_second),
        WITH_PORTAL(a_pairing_ends_with_its_session_and_its_time),
        WITH_PORTAL(a_broken_off_unlock_can_be_begun_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
