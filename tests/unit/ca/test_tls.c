/* SPDX-License-Identifier: MIT */
/* The portal's TLS identity, as a client's verifier sees it. */
#include "tests/unit/ca/fixture.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

static X509 *read_certificate(const struct blob *pem)
{
    BIO *text = BIO_new_mem_buf(pem->data, (int)pem->size);
    X509 *certificate = PEM_read_bio_X509(text, NULL, NULL, NULL);

    assert_non_null(certificate);
    assert_int_equal(pem->data[pem->size], 0);
    BIO_free(text);
    return certificate;
}

static int verify_at(const struct ca_tls *tls, int64_t now)
{
    X509_STORE *trust = X509_STORE_new();
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    X509 *root = read_certificate(&tls->root);
    X509 *server = read_certificate(&tls->certificate);
    int error = X509_V_OK;

    assert_int_equal(X509_STORE_add_cert(trust, root), 1);
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(trust), now);
    X509_VERIFY_PARAM_set_purpose(X509_STORE_get0_param(trust), X509_PURPOSE_SSL_SERVER);
    assert_int_equal(X509_STORE_CTX_init(context, trust, server, NULL), 1);
    if (X509_verify_cert(context) != 1)
        error = X509_STORE_CTX_get_error(context);
    X509_STORE_CTX_free(context);
    X509_STORE_free(trust);
    X509_free(root);
    X509_free(server);
    return error;
}

static void the_right_identity_is_valid_for_any_moved_clock(void **state)
{
    struct fixture *fixture = *state;
    struct ca_tls tls;

    assert_int_equal(ca_tls_identity(fixture->ca, CA_TLS_RIGHT, &tls), CA_OK);
    assert_int_equal(verify_at(&tls, NOW), X509_V_OK);
    assert_int_equal(verify_at(&tls, 946684800), X509_V_OK);
    assert_int_equal(verify_at(&tls, 2524607998), X509_V_OK);
    assert_int_equal(verify_at(&tls, 946684799), X509_V_ERR_CERT_NOT_YET_VALID);
    ca_tls_free(&tls);
}

static void it_is_for_loopback_alone(void **state)
{
    struct fixture *fixture = *state;
    unsigned by_san = X509_CHECK_FLAG_NEVER_CHECK_SUBJECT;
    struct ca_tls tls;
    X509 *server;

    assert_int_equal(ca_tls_identity(fixture->ca, CA_TLS_RIGHT, &tls), CA_OK);
    server = read_certificate(&tls.certificate);
    assert_int_equal(X509_check_ip_asc(server, "127.0.0.1", 0), 1);
    assert_int_equal(X509_check_ip_asc(server, "::1", 0), 1);
    assert_int_equal(X509_check_host(server, "localhost", 0, by_san, NULL), 1);
    assert_int_equal(X509_check_ip_asc(server, "127.0.0.2", 0), 0);
    assert_int_equal(X509_check_host(server, "example.org", 0, 0, NULL), 0);
    assert_int_equal(EVP_PKEY_get_bits(X509_get0_pubkey(server)), 256);
    X509_free(server);
    ca_tls_free(&tls);
}

static void the_key_belongs_to_it_and_it_survives_a_restart(void **state)
{
    struct fixture *fixture = *state;
    struct ca_tls before;
    struct ca_tls after;
    BIO *text;
    EVP_PKEY *key;
    X509 *server;

    assert_int_equal(ca_tls_identity(fixture->ca, CA_TLS_RIGHT, &before), CA_OK);
    fixture_reload(fixture);
    assert_int_equal(ca_tls_identity(fixture->ca, CA_TLS_RIGHT, &after), CA_OK);
    assert_true(bytes_equal(blob_bytes(&before.certificate), blob_bytes(&after.certificate)));
    text = BIO_new_mem_buf(after.key.data, (int)after.key.size);
    key = PEM_read_bio_PrivateKey(text, NULL, NULL, NULL);
    server = read_certificate(&before.certificate);
    assert_int_equal(X509_check_private_key(server, key), 1);
    EVP_PKEY_free(key);
    BIO_free(text);
    X509_free(server);
    ca_tls_free(&before);
    ca_tls_free(&after);
}

static void the_wrong_identities_are_expired_and_foreign(void **state)
{
    struct fixture *fixture = *state;
    struct ca_tls tls;

    assert_int_equal(ca_tls_identity(fixture->ca, CA_TLS_EXPIRED, &tls), CA_OK);
    assert_int_equal(verify_at(&tls, NOW), X509_V_ERR_CERT_HAS_EXPIRED);
    ca_tls_free(&tls);
    assert_int_equal(ca_tls_identity(fixture->ca, CA_TLS_FOREIGN, &tls), CA_OK);
    assert_int_not_equal(verify_at(&tls, NOW), X509_V_OK);
    ca_tls_free(&tls);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_right_identity_is_valid_for_any_moved_clock),
        TEST(it_is_for_loopback_alone),
        TEST(the_key_belongs_to_it_and_it_survives_a_restart),
        TEST(the_wrong_identities_are_expired_and_foreign),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
