/* SPDX-License-Identifier: MIT */
/* Secrets at rest: what a thief of the disk, or of an old backup, finds (INF-2, INF-4). */
#include "tests/unit/portal/fixture.h"
#include "tests/unit/portal/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

/* Long enough not to stand in random bytes by chance, not even as BCD. */
static const char pin[] = "9471830265174926";
static const char puk[] = "80519273";

static struct portal_product produce(struct fixture *fixture)
{
    const struct portal_order order = {
        .holder_id = first_id,
        .produced = 20100601,
        .key_kind = "p384",
        .not_before = fixture->now - 100,
        .not_after = fixture->now + 86400,
        .pin = pin,
        .puk = puk,
    };
    struct portal_product product;

    assert_int_equal(portal_produce(fixture->portal, &order, &product), PORTAL_OK);
    return product;
}

/* The P-384 key's secret part. */
static void private_number(const struct portal_product *product, uint8_t number[48])
{
    const unsigned char *at = product->key;
    EVP_PKEY *key = d2i_AutoPrivateKey(NULL, &at, (long)product->key_size);
    BIGNUM *value = NULL;

    assert_int_equal(EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &value), 1);
    assert_int_equal(BN_bn2binpad(value, number, 48), 48);
    BN_free(value);
    EVP_PKEY_free(key);
}

static void assert_nothing_lies_open(const struct fixture *fixture,
                                     const struct portal_product *product)
{
    uint8_t number[48];
    char code[10];

    assert_int_equal(scan_text(fixture->directory, pin), 0);
    assert_int_equal(scan_text(fixture->directory, puk), 0);
    assert_int_equal(scan_text(fixture->directory, word), 0);
    assert_int_equal(
        scan_bytes(fixture->directory, bytes_of(product->admin_key, sizeof product->admin_key)), 0);
    private_number(product, number);
    assert_int_equal(scan_bytes(fixture->directory, bytes_of(number, sizeof number)), 0);
    if (fixture->message_count > 0) {
        fixture_code(fixture, code);
        assert_int_equal(scan_text(fixture->directory, code), 0);
    }
}

static void the_scan_finds_every_dress(void **state)
{
    static const char *const planted[] = {
        pin,
        "9\0004\0007\0001\0008\0003\0000\0002\0006\0005\0001\0007\0004\0009\0002\0006",
        "39343731383330323635313734393236",
        "OTQ3MTgzMDI2NTE3NDkyNg==",
        "eDk0NzE4MzAyNjUxNzQ5MjY=",
        "eHg5NDcxODMwMjY1MTc0OTI2",
        "\x94\x71\x83\x02\x65\x17\x49\x26",
    };
    static const size_t sizes[] = {16, 31, 32, 24, 24, 24, 8};
    struct fixture *fixture = *state;
    char path[128];

    (void)snprintf(path, sizeof path, "%s/planted", fixture->directory);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(planted[i], 1, sizes[i], file), sizes[i]);
        assert_int_equal(fclose(file), 0);
        assert_true(scan_text(fixture->directory, pin) > 0);
    }
}

static void no_secret_lies_open_at_any_time_of_a_life(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product = produce(fixture);
    struct browser browser = browser_open(fixture);

    assert_nothing_lies_open(fixture, &product);
    browser_login(&browser, first_id);
    assert_nothing_lies_open(fixture, &product);
    assert_int_equal(browser_post(&browser, "/nb/pin-puk", "{\"okudum\":\"evet\"}"), 200);
    assert_non_null(strstr((const char *)browser.last.body, pin));
    assert_nothing_lies_open(fixture, &product);
    assert_int_equal(browser_post(&browser, "/nb/pin-puk/kaydet", NULL), 200);
    assert_nothing_lies_open(fixture, &product);
    assert_int_equal(browser_post(&browser, "/nb/pin-puk/sil", "{\"onay\":\"evet\"}"), 200);
    assert_nothing_lies_open(fixture, &product);
    browser_close(&browser);
    fixture_restart(fixture);
    assert_nothing_lies_open(fixture, &product);
    portal_product_free(&product);
}

static void must_run(const char *command)
{
    if (system(command) != 0)
        fail_msg("%s", command);
}

static bool shows_the_pin(struct fixture *fixture)
{
    struct browser browser = browser_open(fixture);
    bool shown;

    browser_login(&browser, first_id);
    assert_int_equal(browser_post(&browser, "/nb/pin-puk", "{\"okudum\":\"evet\"}"), 200);
    shown = strstr((const char *)browser.last.body, pin) != NULL;
    browser_close(&browser);
    return shown;
}

static void delete_the_pin(struct fixture *fixture)
{
    struct browser browser = browser_open(fixture);

    browser_login(&browser, first_id);
    assert_int_equal(
        browser_post(&browser, "/nb/pin-puk/sil", "{\"onay\":\"evet\",\"yine_de\":\"evet\"}"), 200);
    browser_close(&browser);
}

/* Puts the backup of the database in place of today's; the key file stays as it is. */
static void restore(struct fixture *fixture)
{
    char command[512];

    portal_free(&fixture->portal);
    (void)snprintf(command, sizeof command, "cd %s && rm -f portal.db* && cp backup/portal.db* .",
                   fixture->directory);
    must_run(command);
    fixture_restart(fixture);
}

static void a_backup_from_before_the_deletion_with_todays_keys_yields_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product = produce(fixture);
    char command[512];

    (void)snprintf(command, sizeof command, "cd %s && mkdir backup && cp portal.db* backup",
                   fixture->directory);
    must_run(command);
    restore(fixture);
    assert_true(shows_the_pin(fixture)); /* the backup is a good one */
    delete_the_pin(fixture);
    assert_false(shows_the_pin(fixture));
    restore(fixture);
    assert_false(shows_the_pin(fixture));
    assert_nothing_lies_open(fixture, &product);
    portal_product_free(&product);
}

#define WITH_PORTAL(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PORTAL(the_scan_finds_every_dress),
        WITH_PORTAL(no_secret_lies_open_at_any_time_of_a_life),
        WITH_PORTAL(a_backup_from_before_the_deletion_with_todays_keys_yields_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
