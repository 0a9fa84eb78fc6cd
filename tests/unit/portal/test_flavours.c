/* SPDX-License-Identifier: MIT */
/* Certificates on demand, for authors of verifiers: each flavour from the desk. */
#include "tests/unit/portal/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <openssl/x509v3.h>

static enum portal_result produce(struct fixture *fixture, const char *key_kind,
                                  const char *flavour, const char *subject_id,
                                  struct portal_product *product)
{
    const struct portal_order order = {
        .holder_id = first_id,
        .produced = 20150601,
        .key_kind = key_kind,
        .not_before = fixture->now - 100,
        .not_after = fixture->now + 86400,
        .flavour = flavour,
        .subject_id = subject_id,
    };

    return portal_produce(fixture->portal, &order, product);
}

static X509 *certificate_of(const struct portal_product *product)
{
    const unsigned char *at = product->certificate;
    X509 *certificate = d2i_X509(NULL, &at, (long)product->certificate_size);

    assert_non_null(certificate);
    return certificate;
}

static void each_flavour_of_the_table_can_be_had_and_is_listed(void **state)
{
    static const char *const flavours[] = {
#define FLAVOUR(name, word, line, digest, usage, qc, meaning) word,
#include "portal-mock/ca/flavour.def"
#undef FLAVOUR
    };
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);

    browser_login(&browser, first_id);
    for (size_t i = 0; i < sizeof flavours / sizeof *flavours; i++) {
        struct portal_product product = {0};
        char path[96];
        assert_int_equal(produce(fixture, "p384", flavours[i], NULL, &product), PORTAL_OK);
        (void)snprintf(path, sizeof path, "/nb/sertifikalar/%s", product.certificate_serial);
        assert_int_equal(browser_get(&browser, path), 200);
        portal_product_free(&product);
    }
    browser_close(&browser);
}

static void a_flavour_or_key_that_does_not_exist_is_refused(void **state)
{
    struct portal_product product = {0};

    assert_int_equal(produce(*state, "p384", "nice", NULL, &product), PORTAL_BAD_ARGUMENT);
    assert_int_equal(produce(*state, "rsa512", NULL, NULL, &product), PORTAL_BAD_ARGUMENT);
    assert_null(product.certificate);
}

static void bad_check_digits_stand_in_the_subject_as_asked(void **state)
{
    struct portal_product product = {0};
    X509 *certificate;
    char id[32];

    assert_int_equal(produce(*state, "rsa1024", NULL, "11111111101", &product), PORTAL_OK);
    certificate = certificate_of(&product);
    assert_true(X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_serialNumber, id,
                                          sizeof id) > 0);
    assert_string_equal(id, "11111111101");
    assert_int_equal(EVP_PKEY_get_bits(X509_get0_pubkey(certificate)), 1024);
    X509_free(certificate);
    portal_product_free(&product);
}

static void the_chain_file_names_the_rsa_ca_once_it_issues(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product = {0};
    struct stat before;
    struct stat after;

    assert_int_equal(stat(portal_chain_file(fixture->portal), &before), 0);
    assert_int_equal(produce(fixture, "p384", "rsa-ca", NULL, &product), PORTAL_OK);
    assert_int_equal(stat(portal_chain_file(fixture->portal), &after), 0);
    assert_true(after.st_size > before.st_size);
    portal_product_free(&product);
}

/* Asks for the address at `at`, whose length is the byte before it (DER, X.690, 8.1.3.4). */
static int status_of_address(const uint8_t *at)
{
    const struct http_options options = {0};
    struct http_response response = {0};
    struct http *http;
    char url[128];
    const struct http_request request = {.method = "GET", .url = url};

    (void)snprintf(url, sizeof url, "%.*s", (int)at[-1], (const char *)at);
    assert_int_equal(http_new(&options, &http), HTTP_OK);
    assert_int_equal(http_send(http, &request, &response), HTTP_OK);
    int status = response.status;
    http_response_free(&response);
    http_free(&http);
    return status;
}

/* CPS, list and issuer are fetched; OCSP, the last one, wants a question. */
static void every_address_in_a_certificate_is_served_in_plain(void **state)
{
    static const char start[] = "http://";
    struct fixture *fixture = *state;
    struct portal_product product = {0};
    size_t served = 0;

    assert_int_equal(produce(fixture, "p384", NULL, NULL, &product), PORTAL_OK);
    const uint8_t *at = product.certificate;
    const uint8_t *end = at + product.certificate_size;
    while ((at = memmem(at, (size_t)(end - at), start, sizeof start - 1)) != NULL) {
        served += status_of_address(at) == 200;
        at++;
    }
    assert_int_equal(served, 3);
    portal_product_free(&product);
}

#define WITH_PORTAL(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PORTAL(each_flavour_of_the_table_can_be_had_and_is_listed),
        WITH_PORTAL(a_flavour_or_key_that_does_not_exist_is_refused),
        WITH_PORTAL(bad_check_digits_stand_in_the_subject_as_asked),
        WITH_PORTAL(every_address_in_a_certificate_is_served_in_plain),
        WITH_PORTAL(the_chain_file_names_the_rsa_ca_once_it_issues),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
