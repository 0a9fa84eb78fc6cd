/* SPDX-License-Identifier: MIT */
/* Revocation lists, read by OpenSSL (RFC 5280, 5). */
#include "tests/unit/ca/fixture.h"

#include <openssl/x509v3.h>
#include <string.h>

static X509_CRL *list_at(struct fixture *fixture, const char *path, enum ca_fault fault)
{
    struct blob file = fixture_file(fixture, path, fault);
    const unsigned char *at = file.data;
    X509_CRL *list = d2i_X509_CRL(NULL, &at, (long)file.size);

    assert_non_null(list);
    blob_free(&file);
    return list;
}

static bool signed_by(struct fixture *fixture, X509_CRL *list, const char *path)
{
    X509 *issuer = fixture_certificate(fixture, path);
    bool holds = X509_CRL_verify(list, X509_get0_pubkey(issuer)) == 1;

    X509_free(issuer);
    return holds;
}

/* The reason of the serial's entry: -1 without a reason, -2 without an entry. */
static int reason_of(X509_CRL *list, const char *serial)
{
    BIGNUM *number = NULL;
    ASN1_INTEGER *value;
    X509_REVOKED *entry = NULL;
    ASN1_ENUMERATED *reason;
    int result = -2;

    assert_true(BN_hex2bn(&number, serial) > 0);
    value = BN_to_ASN1_INTEGER(number, NULL);
    if (X509_CRL_get0_by_serial(list, &entry, value) != 0) {
        reason = X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, NULL, NULL);
        result = reason ? (int)ASN1_ENUMERATED_get(reason) : -1;
        ASN1_ENUMERATED_free(reason);
    }
    ASN1_INTEGER_free(value);
    BN_free(number);
    return result;
}

static int64_t seconds_of(const ASN1_TIME *time)
{
    struct tm broken;

    assert_int_equal(ASN1_TIME_to_tm(time, &broken), 1);
    return timegm(&broken);
}

static void the_list_holds_what_is_held_or_revoked_and_nothing_else(void **state)
{
    X509_CRL *list;

    fixture_set(*state, "4A0000000001", CA_STATE_GOOD, 0, 0);
    fixture_set(*state, "4A0000000002", CA_STATE_HELD, 0, NOW - 60);
    fixture_set(*state, "4A0000000003", CA_STATE_REVOKED, CRL_REASON_KEY_COMPROMISE, NOW - 50);
    fixture_set(*state, "4A0000000004", CA_STATE_REVOKED, 0, NOW - 40);
    list = list_at(*state, "/crl/issuing.crl", CA_FAULT_NONE);
    assert_true(signed_by(*state, list, "/ca/issuing.cer"));
    assert_int_equal(sk_X509_REVOKED_num(X509_CRL_get_REVOKED(list)), 3);
    assert_int_equal(reason_of(list, "4A0000000001"), -2);
    assert_int_equal(reason_of(list, "4A0000000002"), CRL_REASON_CERTIFICATE_HOLD);
    assert_int_equal(reason_of(list, "4A0000000003"), CRL_REASON_KEY_COMPROMISE);
    assert_int_equal(reason_of(list, "4A0000000004"), -1);
    X509_CRL_free(list);
}

static void a_lifted_hold_is_in_the_list_no_more(void **state)
{
    X509_CRL *list;

    fixture_set(*state, "4A0000000002", CA_STATE_HELD, 0, NOW - 60);
    fixture_set(*state, "4A0000000002", CA_STATE_GOOD, 0, 0);
    list = list_at(*state, "/crl/issuing.crl", CA_FAULT_NONE);
    assert_int_equal(reason_of(list, "4A0000000002"), -2);
    X509_CRL_free(list);
}

static void the_list_is_of_now_and_for_four_hours_and_numbered(void **state)
{
    X509_CRL *list = list_at(*state, "/crl/issuing.crl", CA_FAULT_NONE);
    ASN1_INTEGER *number = X509_CRL_get_ext_d2i(list, NID_crl_number, NULL, NULL);
    int64_t value;

    assert_int_equal(X509_CRL_get_version(list), X509_CRL_VERSION_2);
    assert_int_equal(seconds_of(X509_CRL_get0_lastUpdate(list)), NOW);
    assert_int_equal(seconds_of(X509_CRL_get0_nextUpdate(list)), NOW + 4 * 3600);
    assert_int_equal(ASN1_INTEGER_get_int64(&value, number), 1);
    assert_int_equal(value, NOW);
    assert_true(X509_CRL_get_ext_by_NID(list, NID_authority_key_identifier, -1) >= 0);
    ASN1_INTEGER_free(number);
    X509_CRL_free(list);
}

static void a_later_list_has_a_higher_number(void **state)
{
    struct fixture *fixture = *state;
    struct ca_publication later = fixture_publication(fixture, NOW + 1, CA_FAULT_NONE);
    struct blob one = fixture_file(fixture, "/crl/issuing.crl", CA_FAULT_NONE);
    struct blob other;
    const char *type;
    X509_CRL *delta;
    const unsigned char *at = one.data;
    X509_CRL *first = d2i_X509_CRL(NULL, &at, (long)one.size);
    X509_CRL *second;

    assert_int_equal(ca_published_file(fixture->ca, "/crl/issuing.crl", &later, &type, &other),
                     CA_OK);
    assert_string_equal(type, "application/pkix-crl");
    at = other.data;
    second = d2i_X509_CRL(NULL, &at, (long)other.size);
    delta = X509_CRL_diff(first, second, NULL, NULL, 0); /* refuses unless the number grew */
    assert_non_null(delta);
    X509_CRL_free(delta);
    X509_CRL_free(first);
    X509_CRL_free(second);
    blob_free(&one);
    blob_free(&other);
}

static void each_line_lists_its_own_certificates(void **state)
{
    struct ca_issued issued;
    X509_CRL *p384;
    X509_CRL *rsa;

    fixture_issue(*state, CA_KEY_P384, CA_FLAVOUR_RSA_CA, &issued);
    fixture_set(*state, issued.serial, CA_STATE_HELD, 0, NOW);
    p384 = list_at(*state, "/crl/issuing.crl", CA_FAULT_NONE);
    rsa = list_at(*state, "/crl/issuing-rsa.crl", CA_FAULT_NONE);
    assert_int_equal(reason_of(p384, issued.serial), -2);
    assert_int_equal(reason_of(rsa, issued.serial), CRL_REASON_CERTIFICATE_HOLD);
    assert_true(signed_by(*state, rsa, "/ca/issuing-rsa.cer"));
    X509_CRL_free(p384);
    X509_CRL_free(rsa);
    ca_issued_free(&issued);
}

static void the_roots_list_is_the_roots_and_empty(void **state)
{
    X509_CRL *list;

    fixture_set(*state, "4A0000000002", CA_STATE_HELD, 0, NOW);
    list = list_at(*state, "/crl/root.crl", CA_FAULT_NONE);
    assert_true(signed_by(*state, list, "/ca/root.cer"));
    assert_true(sk_X509_REVOKED_num(X509_CRL_get_REVOKED(list)) <= 0);
    X509_CRL_free(list);
}

static void what_is_not_published_is_not_found(void **state)
{
    struct fixture *fixture = *state;
    struct ca_publication none = fixture_publication(fixture, NOW, CA_FAULT_NOT_PUBLISHED);
    struct ca_publication some = fixture_publication(fixture, NOW, CA_FAULT_NONE);
    struct blob file = {0};
    const char *type;
    struct ca *ca = fixture->ca;

    assert_int_equal(ca_published_file(ca, "/crl/issuing.crl", &none, &type, &file), CA_UNKNOWN);
    assert_int_equal(ca_published_file(ca, "/crl/issuing-rsa.crl", &some, &type, &file),
                     CA_UNKNOWN);
    assert_int_equal(ca_published_file(ca, "/line-p384.pem", &some, &type, &file), CA_UNKNOWN);
    fixture->port_fails = true;
    assert_int_equal(ca_published_file(ca, "/crl/issuing.crl", &some, &type, &file),
                     CA_STORE_FAILED);
    assert_null(file.data);
}

static void each_fault_is_what_its_name_says(void **state)
{
    X509_CRL *stale = list_at(*state, "/crl/issuing.crl", CA_FAULT_STALE);
    X509_CRL *foreign = list_at(*state, "/crl/issuing.crl", CA_FAULT_WRONG_SIGNER);
    X509_CRL *bad = list_at(*state, "/crl/issuing.crl", CA_FAULT_BAD_SIGNATURE);

    assert_true(signed_by(*state, stale, "/ca/issuing.cer"));
    assert_true(seconds_of(X509_CRL_get0_nextUpdate(stale)) < NOW);
    assert_false(signed_by(*state, foreign, "/ca/issuing.cer"));
    assert_false(signed_by(*state, bad, "/ca/issuing.cer"));
    X509_CRL_free(stale);
    X509_CRL_free(foreign);
    X509_CRL_free(bad);
}

static void the_faults_and_flavours_are_found_by_their_words(void **state)
{
    enum ca_fault fault;
    enum ca_flavour flavour;
    enum ca_key_kind kind;

    (void)state;
    assert_true(ca_fault_parse("wrong-signer", &fault));
    assert_int_equal(fault, CA_FAULT_WRONG_SIGNER);
    assert_false(ca_fault_parse("", &fault));
    assert_true(ca_flavour_parse("sha1", &flavour));
    assert_int_equal(flavour, CA_FLAVOUR_SHA1);
    assert_false(ca_flavour_parse("SHA1", &flavour));
    assert_true(ca_key_kind_parse("rsa2048", &kind));
    assert_int_equal(kind, CA_KEY_RSA2048);
    assert_false(ca_key_kind_parse("rsa4096", &kind));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_list_holds_what_is_held_or_revoked_and_nothing_else),
        TEST(a_lifted_hold_is_in_the_list_no_more),
        TEST(the_list_is_of_now_and_for_four_hours_and_numbered),
        TEST(a_later_list_has_a_higher_number),
        TEST(each_line_lists_its_own_certificates),
        TEST(the_roots_list_is_the_roots_and_empty),
        TEST(what_is_not_published_is_not_found),
        TEST(each_fault_is_what_its_name_says),
        TEST(the_faults_and_flavours_are_found_by_their_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
