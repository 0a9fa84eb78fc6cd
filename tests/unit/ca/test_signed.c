/* SPDX-License-Identifier: MIT */
/* Signatures over a challenge, right and wrong ones (LOG-6, LOG-7). */
#include "tests/unit/ca/fixture.h"

#include <openssl/cms.h>

static const char challenge[] = "a fresh challenge";

static struct blob sign(const struct ca_issued *issued, const char *content, unsigned flags)
{
    const unsigned char *at = issued->key.data;
    EVP_PKEY *key = d2i_AutoPrivateKey(NULL, &at, (long)issued->key.size);
    X509 *certificate = parse_certificate(blob_bytes(&issued->certificate));
    BIO *data = BIO_new_mem_buf(content, -1);
    CMS_ContentInfo *cms = CMS_sign(certificate, key, NULL, data, CMS_BINARY | flags);
    struct blob out = {0};
    unsigned char *der = NULL;
    int size;

    assert_non_null(cms);
    size = i2d_CMS_ContentInfo(cms, &der);
    assert_true(blob_copy(bytes_of(der, (size_t)size), &out));
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    BIO_free(data);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return out;
}

static enum ca_signed check(struct fixture *fixture, enum ca_key_kind key, enum ca_flavour flavour,
                            const char *content, unsigned flags, int64_t now)
{
    struct ca_description signer;
    struct ca_issued issued;
    enum ca_signed result;
    struct blob cms;

    fixture_issue(fixture, key, flavour, &issued);
    cms = sign(&issued, content, flags);
    result = ca_signed_check(fixture->ca, blob_bytes(&cms), bytes_text(challenge), now, &signer);
    if (result == CA_SIGNED_OK || result == CA_SIGNED_NOT_VALID) {
        assert_string_equal(signer.serial, issued.serial);
        assert_string_equal(signer.subject_id, "11111111110");
    }
    blob_free(&cms);
    ca_issued_free(&issued);
    return result;
}

static void a_holders_signature_is_accepted_attached_or_detached(void **state)
{
    assert_int_equal(check(*state, CA_KEY_P384, CA_FLAVOUR_QUALIFIED, challenge, CMS_DETACHED, NOW),
                     CA_SIGNED_OK);
    assert_int_equal(check(*state, CA_KEY_RSA2048, CA_FLAVOUR_QUALIFIED, challenge, 0, NOW),
                     CA_SIGNED_OK);
    assert_int_equal(check(*state, CA_KEY_P384, CA_FLAVOUR_RSA_CA, challenge, 0, NOW),
                     CA_SIGNED_OK);
}

static void another_content_is_wrong_attached_or_detached(void **state)
{
    assert_int_equal(check(*state, CA_KEY_P384, CA_FLAVOUR_QUALIFIED, "an old one", 0, NOW),
                     CA_SIGNED_WRONG);
    assert_int_equal(
        check(*state, CA_KEY_P384, CA_FLAVOUR_QUALIFIED, "an old one", CMS_DETACHED, NOW),
        CA_SIGNED_WRONG);
}

static void validity_holds_to_its_last_second(void **state)
{
    struct fixture *fixture = *state;
    enum ca_flavour flavour = CA_FLAVOUR_QUALIFIED;

    assert_int_equal(check(fixture, CA_KEY_P384, flavour, challenge, 0, LATER), CA_SIGNED_OK);
    assert_int_equal(check(fixture, CA_KEY_P384, flavour, challenge, 0, LATER + 1),
                     CA_SIGNED_NOT_VALID);
    assert_int_equal(check(fixture, CA_KEY_P384, flavour, challenge, 0, NOW), CA_SIGNED_OK);
    assert_int_equal(check(fixture, CA_KEY_P384, flavour, challenge, 0, NOW - 1),
                     CA_SIGNED_NOT_VALID);
}

static void certificates_that_may_not_sign_are_untrusted(void **state)
{
    static const enum ca_flavour wrong[] = {CA_FLAVOUR_WRONG_ISSUER, CA_FLAVOUR_WRONG_USAGE,
                                            CA_FLAVOUR_NO_QC, CA_FLAVOUR_SHA1};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(check(*state, CA_KEY_P384, wrong[i], challenge, 0, NOW),
                         CA_SIGNED_UNTRUSTED);
    assert_int_equal(check(*state, CA_KEY_RSA1024, CA_FLAVOUR_QUALIFIED, challenge, 0, NOW),
                     CA_SIGNED_UNTRUSTED);
}

static void broken_bytes_are_malformed_or_wrong_never_accepted(void **state)
{
    struct fixture *fixture = *state;
    struct ca_description signer;
    struct ca_issued issued;
    struct blob cms;

    fixture_issue(fixture, CA_KEY_P384, CA_FLAVOUR_QUALIFIED, &issued);
    cms = sign(&issued, challenge, CMS_NOATTR);
    assert_int_equal(
        ca_signed_check(fixture->ca, bytes_of(NULL, 0), bytes_text(challenge), NOW, &signer),
        CA_SIGNED_MALFORMED);
    for (size_t cut = 0; cut < cms.size; cut += 7)
        assert_int_equal(ca_signed_check(fixture->ca, bytes_of(cms.data, cut),
                                         bytes_text(challenge), NOW, &signer),
                         CA_SIGNED_MALFORMED);
    cms.data[cms.size - 1] ^= 1; /* the signature stands last */
    assert_int_equal(
        ca_signed_check(fixture->ca, blob_bytes(&cms), bytes_text(challenge), NOW, &signer),
        CA_SIGNED_WRONG);
    blob_free(&cms);
    ca_issued_free(&issued);
}

static void a_signature_without_its_certificate_is_refused(void **state)
{
    assert_int_not_equal(
        check(*state, CA_KEY_P384, CA_FLAVOUR_QUALIFIED, challenge, CMS_NOCERTS, NOW),
        CA_SIGNED_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_holders_signature_is_accepted_attached_or_detached),
        TEST(another_content_is_wrong_attached_or_detached),
        TEST(validity_holds_to_its_last_second),
        TEST(certificates_that_may_not_sign_are_untrusted),
        TEST(broken_bytes_are_malformed_or_wrong_never_accepted),
        TEST(a_signature_without_its_certificate_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
