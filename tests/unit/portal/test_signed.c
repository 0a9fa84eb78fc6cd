/* SPDX-License-Identifier: MIT */
/* E-imzalı Giriş: LOG-6, LOG-7. */
#include "tests/unit/portal/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

struct signer {
    EVP_PKEY *key;
    X509 *certificate;
};

static struct signer signer_of(const struct portal_product *product)
{
    const unsigned char *key = product->key;
    const unsigned char *certificate = product->certificate;
    struct signer signer = {
        d2i_AutoPrivateKey(NULL, &key, (long)product->key_size),
        d2i_X509(NULL, &certificate, (long)product->certificate_size),
    };

    assert_non_null(signer.key);
    assert_non_null(signer.certificate);
    return signer;
}

static void signer_free(struct signer *signer)
{
    EVP_PKEY_free(signer->key);
    X509_free(signer->certificate);
}

/* A foreign CA's certificate with the same subject, for the same key. */
static void make_foreign(struct signer *signer)
{
    X509 *foreign = X509_dup(signer->certificate);

    assert_int_not_equal(X509_sign(foreign, signer->key, EVP_sha384()), 0);
    X509_free(signer->certificate);
    signer->certificate = foreign;
}

/* Base64 of a detached CMS over `content`; free it. */
static char *sign(const struct signer *signer, const char *content)
{
    BIO *in = BIO_new_mem_buf(content, -1);
    CMS_ContentInfo *cms = CMS_sign(signer->certificate, signer->key, NULL, in,
                                    CMS_BINARY | CMS_DETACHED | CMS_NOSMIMECAP);
    unsigned char *der = NULL;

    assert_non_null(cms);
    int size = i2d_CMS_ContentInfo(cms, &der);
    char *text = malloc((size_t)size * 2 + 8);
    assert_true(EVP_EncodeBlock((unsigned char *)text, der, size) > 0);
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
    return text;
}

static int send_signature(struct browser *browser, const char *path, const char *name,
                          const char *who, const char *signature)
{
    char *body = malloc(strlen(signature) + 256);

    (void)sprintf(body, "{\"%s\":\"%s\",\"imza\":\"%s\"}", name, who, signature);
    int status = browser_post(browser, path, body);
    free(body);
    return status;
}

/* Asks for a challenge, signs it and sends it. */
static int login_as(struct browser *browser, const struct signer *signer, const char *id)
{
    assert_int_equal(browser_get(browser, "/nbimzali.go"), 200);
    char *signature = sign(signer, browser_text(browser, "challenge"));
    int status = send_signature(browser, "/nbimzali.go", "kimlik_no", id, signature);
    free(signature);
    return status;
}

static void a_valid_certificate_opens(void **state)
{
    struct portal_product product = fixture_card(*state, first_id, 20150601);
    struct signer signer = signer_of(&product);
    struct browser browser = browser_open(*state);

    assert_int_equal(login_as(&browser, &signer, first_id), 200);
    assert_int_equal(browser_get(&browser, "/nb/islemler"), 200);
    assert_string_equal(browser_text(&browser, "name"), "TEST Ayşe Yılmaz");
    browser_close(&browser);
    signer_free(&signer);
    portal_product_free(&product);
}

static void held_and_revoked_ones_do_not(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product = fixture_card(fixture, first_id, 20150601);
    struct signer signer = signer_of(&product);
    struct browser browser = browser_open(fixture);

    assert_int_equal(
        portal_suspend(fixture->portal, product.certificate_serial, PORTAL_HOLD_BY_HOLDER),
        PORTAL_OK);
    assert_int_equal(login_as(&browser, &signer, first_id), 401);
    assert_string_equal(browser_text(&browser, "error"), "signature_refused");
    assert_int_equal(browser_get(&browser, "/nb/islemler"), 401);
    assert_int_equal(portal_lift(fixture->portal, product.certificate_serial), PORTAL_OK);
    assert_int_equal(login_as(&browser, &signer, first_id), 200);
    assert_int_equal(portal_revoke(fixture->portal, product.certificate_serial, 1), PORTAL_OK);
    assert_int_equal(login_as(&browser, &signer, first_id), 401);
    browser_close(&browser);
    signer_free(&signer);
    portal_product_free(&product);
}

static void it_opens_within_its_validity_to_the_second(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product = fixture_card(fixture, first_id, 20150601);
    struct signer signer = signer_of(&product);
    struct browser browser = browser_open(fixture);
    int64_t start = fixture->now - 100;
    int64_t end = fixture->now + 365 * 86400;
    const struct {
        int64_t when;
        int status;
    } times[] = {
        {start - 1, 401},
        {start,     200},
        {end,       200},
        {end + 1,   401}
    };

    for (size_t i = 0; i < 4; i++) {
        fixture->now = times[i].when;
        assert_int_equal(login_as(&browser, &signer, first_id), times[i].status);
    }
    browser_close(&browser);
    signer_free(&signer);
    portal_product_free(&product);
}

static void another_persons_or_cas_does_not(void **state)
{
    struct portal_product product = fixture_card(*state, first_id, 20150601);
    struct signer signer = signer_of(&product);
    struct browser browser = browser_open(*state);

    assert_int_equal(login_as(&browser, &signer, second_id), 401);
    make_foreign(&signer);
    assert_int_equal(login_as(&browser, &signer, first_id), 401);
    browser_close(&browser);
    signer_free(&signer);
    portal_product_free(&product);
}

static void an_old_altered_or_replayed_signature_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product = fixture_card(fixture, first_id, 20150601);
    struct signer signer = signer_of(&product);
    struct browser browser = browser_open(fixture);
    struct browser other = browser_open(fixture);

    assert_int_equal(browser_get(&browser, "/nbimzali.go"), 200);
    char *signature = sign(&signer, browser_text(&browser, "challenge"));
    fixture->now += 301;
    assert_int_equal(send_signature(&browser, "/nbimzali.go", "kimlik_no", first_id, signature),
                     401);
    fixture->now -= 301;
    assert_int_equal(send_signature(&browser, "/nbimzali.go", "kimlik_no", first_id, signature),
                     401);
    free(signature);
    assert_int_equal(browser_get(&browser, "/nbimzali.go"), 200);
    signature = sign(&signer, browser_text(&browser, "challenge"));
    assert_int_equal(browser_get(&other, "/nbimzali.go"), 200);
    assert_int_equal(send_signature(&other, "/nbimzali.go", "kimlik_no", first_id, signature), 401);
    assert_int_equal(send_signature(&browser, "/nbimzali.go", "kimlik_no", first_id, signature),
                     200);
    free(signature);
    signature = sign(&signer, "AKIS-LOGIN-0");
    assert_int_equal(browser_get(&browser, "/nbimzali.go"), 200);
    assert_int_equal(send_signature(&browser, "/nbimzali.go", "kimlik_no", first_id, signature),
                     401);
    free(signature);
    assert_int_equal(browser_get(&browser, "/nbimzali.go"), 200);
    assert_int_equal(send_signature(&browser, "/nbimzali.go", "kimlik_no", first_id, "MAA="), 401);
    browser_close(&browser);
    browser_close(&other);
    signer_free(&signer);
    portal_product_free(&product);
}

/* The page shows a code, the program takes it and signs, the page follows along. */
static void a_page_is_signed_for_by_pairing_code(void **state)
{
    struct portal_product product = fixture_card(*state, first_id, 20150601);
    struct signer signer = signer_of(&product);
    struct browser page = browser_open(*state);
    struct browser program = browser_open(*state);
    char token[64];
    char code[16];
    char form[128];
    char pairing[64];

    assert_int_equal(browser_page(&page, "/nbimzali.go"), 200);
    assert_true(browser_find(&page, "name=\"belirtec\" value=\"", "\"", token, sizeof token));
    (void)snprintf(form, sizeof form, "belirtec=%s&kimlik_no=%s", token, first_id);
    assert_int_equal(browser_form(&page, "/nbimzali.go/kod", form), 303);
    assert_int_equal(browser_page(&page, "/nbimzali.go/bekle"), 200);
    assert_true(browser_find(&page, "class=\"pairing\">", "<", code, sizeof code));
    (void)snprintf(form, sizeof form, "{\"onay_kodu\":\"%s\"}", code);
    assert_int_equal(browser_post(&program, "/imza/baslat", form), 200);
    assert_string_equal(browser_text(&program, "kimlik_no"), first_id);
    (void)snprintf(pairing, sizeof pairing, "%s", browser_text(&program, "pairing"));
    char *signature = sign(&signer, browser_text(&program, "challenge"));
    assert_int_equal(browser_post(&program, "/imza/baslat", form), 403);
    assert_int_equal(send_signature(&program, "/imza/sonuc", "pairing", pairing, signature), 200);
    assert_int_equal(send_signature(&program, "/imza/sonuc", "pairing", pairing, signature), 403);
    assert_int_equal(browser_get(&program, "/nb/islemler"), 401);
    assert_int_equal(browser_page(&page, "/nbimzali.go/bekle"), 303);
    assert_int_equal(browser_page(&page, "/nb/islemler"), 200);
    free(signature);
    browser_close(&page);
    browser_close(&program);
    signer_free(&signer);
    portal_product_free(&product);
}

#define WITH_PORTAL(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PORTAL(a_valid_certificate_opens),
        WITH_PORTAL(held_and_revoked_ones_do_not),
        WITH_PORTAL(it_opens_within_its_validity_to_the_second),
        WITH_PORTAL(another_persons_or_cas_does_not),
        WITH_PORTAL(an_old_altered_or_replayed_signature_is_refused),
        WITH_PORTAL(a_page_is_signed_for_by_pairing_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
