/* SPDX-License-Identifier: MIT */
/* What a holder's certificate looks like, and the ones above it (CRT-8). */
#include "tests/unit/ca/fixture.h"

#include <openssl/x509v3.h>
#include <string.h>
#include <sys/stat.h>

/* From PORTAL-FACTS, "Certificate profile": not the product's own table. */
static const struct {
    const char *oid;
    int critical;
} profile[] = {
    {"2.5.29.35",         0},
    {"2.5.29.14",         0},
    {"2.5.29.15",         1},
    {"2.5.29.32",         0},
    {"2.5.29.19",         0},
    {"2.5.29.31",         0},
    {"1.3.6.1.5.5.7.1.1", 0},
    {"1.3.6.1.5.5.7.1.3", 0},
};

static X509 *issue(struct fixture *fixture, enum ca_key_kind key, enum ca_flavour flavour)
{
    struct ca_issued issued;
    X509 *certificate;

    fixture_issue(fixture, key, flavour, &issued);
    certificate = parse_certificate(blob_bytes(&issued.certificate));
    ca_issued_free(&issued);
    return certificate;
}

static int verify(struct fixture *fixture, X509 *leaf, const char *root, const char *issuing)
{
    X509_STORE *trust = fixture_trust(fixture, root, NOW);
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    STACK_OF(X509) *chain = sk_X509_new_null();
    int error = X509_V_OK;

    sk_X509_push(chain, fixture_certificate(fixture, issuing));
    X509_VERIFY_PARAM_set_flags(X509_STORE_get0_param(trust), X509_V_FLAG_X509_STRICT |
                                                                  X509_V_FLAG_POLICY_CHECK |
                                                                  X509_V_FLAG_EXPLICIT_POLICY);
    X509_VERIFY_PARAM_add0_policy(X509_STORE_get0_param(trust),
                                  OBJ_txt2obj("2.16.792.1.2.1.1.5.7.1.1", 1));
    assert_int_equal(X509_STORE_CTX_init(context, trust, leaf, chain), 1);
    if (X509_verify_cert(context) != 1)
        error = X509_STORE_CTX_get_error(context);
    X509_STORE_CTX_free(context);
    sk_X509_pop_free(chain, X509_free);
    X509_STORE_free(trust);
    return error;
}

static void extensions_stand_in_the_profiles_order(void **state)
{
    X509 *certificate = issue(*state, CA_KEY_RSA2048, CA_FLAVOUR_QUALIFIED);
    size_t count = sizeof profile / sizeof *profile;

    assert_int_equal(X509_get_ext_count(certificate), count);
    for (size_t i = 0; i < count; i++) {
        X509_EXTENSION *extension = X509_get_ext(certificate, (int)i);
        char oid[64];
        assert_true(OBJ_obj2txt(oid, sizeof oid, X509_EXTENSION_get_object(extension), 1) > 0);
        assert_string_equal(oid, profile[i].oid);
        assert_int_equal(X509_EXTENSION_get_critical(extension), profile[i].critical);
    }
    X509_free(certificate);
}

static bool holds(const X509 *certificate, int nid, const void *part, size_t size)
{
    int at = X509_get_ext_by_NID(certificate, nid, -1);
    const ASN1_OCTET_STRING *data;

    assert_true(at >= 0);
    data = X509_EXTENSION_get_data(X509_get_ext(certificate, at));
    return memmem(ASN1_STRING_get0_data(data), (size_t)ASN1_STRING_length(data), part, size) !=
           NULL;
}

static void qc_statements_are_the_two_of_the_profile(void **state)
{
    /* SEQUENCE { SEQUENCE { 0.4.0.1862.1.1 }, SEQUENCE { 2.16.792.1.61.0.1.5070.1.1, UTF8String …
     */
    static const uint8_t start[] = {0x30, 0x7A, 0x30, 0x08, 0x06, 0x06, 0x04, 0x00,
                                    0x8E, 0x46, 0x01, 0x01, 0x30, 0x6E, 0x06, 0x0B,
                                    0x60, 0x86, 0x18, 0x01, 0x3D, 0x00, 0x01, 0xA7,
                                    0x4E, 0x01, 0x01, 0x0C, 0x5F, 'B',  'u'};
    X509 *certificate = issue(*state, CA_KEY_P384, CA_FLAVOUR_QUALIFIED);
    int at = X509_get_ext_by_NID(certificate, NID_qcStatements, -1);
    const ASN1_OCTET_STRING *data = X509_EXTENSION_get_data(X509_get_ext(certificate, at));

    assert_true((size_t)ASN1_STRING_length(data) > sizeof start);
    assert_memory_equal(ASN1_STRING_get0_data(data), start, sizeof start);
    X509_free(certificate);
}

static void the_notice_is_the_laws_sentence_as_utf8(void **state)
{
    static const char sentence[] = "Bu sertifika, 5070 sayılı Elektronik İmza Kanununa göre "
                                   "nitelikli elektronik sertifikadır.";
    static const uint8_t policy[] = {0x06, 0x0A, 0x60, 0x86, 0x18, 0x01, 0x02,
                                     0x01, 0x01, 0x05, 0x07, 0x01, 0x01};
    X509 *certificate = issue(*state, CA_KEY_P384, CA_FLAVOUR_QUALIFIED);

    (void)policy;
    assert_true(holds(certificate, NID_certificate_policies, sentence, sizeof sentence - 1));
    assert_true(holds(certificate, NID_certificate_policies, "http://127.0.0.1:8089/cps", 25));
    assert_true(holds(certificate, NID_certificate_policies, policy + 2, sizeof policy - 2));
    assert_true(holds(certificate, NID_qcStatements, sentence, sizeof sentence - 1));
    X509_free(certificate);
}

static void addresses_are_the_plain_listeners(void **state)
{
    static const char list[] = "http://127.0.0.1:8089/crl/issuing.crl";
    static const char ocsp[] = "http://127.0.0.1:8089/ocsp";
    static const char issuer[] = "http://127.0.0.1:8089/ca/issuing.cer";
    X509 *certificate = issue(*state, CA_KEY_P384, CA_FLAVOUR_QUALIFIED);

    assert_true(holds(certificate, NID_crl_distribution_points, list, sizeof list - 1));
    assert_true(holds(certificate, NID_info_access, ocsp, sizeof ocsp - 1));
    assert_true(holds(certificate, NID_info_access, issuer, sizeof issuer - 1));
    X509_free(certificate);
}

static void the_subject_is_country_id_and_test_name(void **state)
{
    static const struct {
        int nid;
        int type;
        const char *value;
    } parts[] = {
        {NID_countryName,  V_ASN1_PRINTABLESTRING, "TR"                             },
        {NID_serialNumber, V_ASN1_PRINTABLESTRING, "11111111110"                    },
        {NID_commonName,   V_ASN1_UTF8STRING,      "TEST Şükrü Iğdır İÇÖZÜ"},
    };
    X509 *certificate = issue(*state, CA_KEY_P384, CA_FLAVOUR_QUALIFIED);
    X509_NAME *name = X509_get_subject_name(certificate);

    assert_int_equal(X509_NAME_entry_count(name), 3);
    for (int i = 0; i < 3; i++) {
        const X509_NAME_ENTRY *entry = X509_NAME_get_entry(name, i);
        const ASN1_STRING *value = X509_NAME_ENTRY_get_data(entry);
        assert_int_equal(OBJ_obj2nid(X509_NAME_ENTRY_get_object(entry)), parts[i].nid);
        assert_int_equal(ASN1_STRING_type(value), parts[i].type);
        assert_int_equal(ASN1_STRING_length(value), strlen(parts[i].value));
        assert_memory_equal(ASN1_STRING_get0_data(value), parts[i].value, strlen(parts[i].value));
    }
    X509_free(certificate);
}

static void serials_have_six_bytes_and_the_signature_is_ecdsa_with_sha384(void **state)
{
    X509 *certificate = issue(*state, CA_KEY_RSA2048, CA_FLAVOUR_QUALIFIED);

    assert_int_equal(ASN1_STRING_length(X509_get0_serialNumber(certificate)), 6);
    assert_int_equal(X509_get_signature_nid(certificate), NID_ecdsa_with_SHA384);
    assert_int_equal(X509_get_key_usage(certificate), KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION);
    assert_true(X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1) < 0);
    assert_true(X509_get_ext_by_NID(certificate, NID_ext_key_usage, -1) < 0);
    X509_free(certificate);
}

static void both_kinds_of_keys_verify_with_the_policy_demanded(void **state)
{
    X509 *rsa = issue(*state, CA_KEY_RSA2048, CA_FLAVOUR_QUALIFIED);
    X509 *p384 = issue(*state, CA_KEY_P384, CA_FLAVOUR_QUALIFIED);

    assert_int_equal(EVP_PKEY_get_bits(X509_get0_pubkey(rsa)), 2048);
    assert_int_equal(EVP_PKEY_get_bits(X509_get0_pubkey(p384)), 384);
    assert_int_equal(verify(*state, rsa, "/ca/root.cer", "/ca/issuing.cer"), X509_V_OK);
    assert_int_equal(verify(*state, p384, "/ca/root.cer", "/ca/issuing.cer"), X509_V_OK);
    X509_free(rsa);
    X509_free(p384);
}

static void the_key_given_out_belongs_to_the_certificate(void **state)
{
    struct ca_issued issued;
    const unsigned char *at;
    EVP_PKEY *key;
    X509 *certificate;

    fixture_issue(*state, CA_KEY_P384, CA_FLAVOUR_QUALIFIED, &issued);
    at = issued.key.data;
    key = d2i_AutoPrivateKey(NULL, &at, (long)issued.key.size);
    certificate = parse_certificate(blob_bytes(&issued.certificate));
    assert_non_null(key);
    assert_int_equal(X509_check_private_key(certificate, key), 1);
    EVP_PKEY_free(key);
    X509_free(certificate);
    ca_issued_free(&issued);
    assert_null(issued.key.data);
}

static void each_wrong_flavour_is_wrong_in_its_own_way(void **state)
{
    X509 *foreign = issue(*state, CA_KEY_P384, CA_FLAVOUR_WRONG_ISSUER);
    X509 *usage = issue(*state, CA_KEY_P384, CA_FLAVOUR_WRONG_USAGE);
    X509 *plain = issue(*state, CA_KEY_P384, CA_FLAVOUR_NO_QC);
    X509 *sha1 = issue(*state, CA_KEY_P384, CA_FLAVOUR_SHA1);
    X509 *small = issue(*state, CA_KEY_RSA1024, CA_FLAVOUR_QUALIFIED);
    X509 *rsa = issue(*state, CA_KEY_RSA2048, CA_FLAVOUR_RSA_CA);
    X509 *issuing = fixture_certificate(*state, "/ca/issuing.cer");

    assert_int_equal(X509_NAME_cmp(X509_get_issuer_name(foreign), X509_get_subject_name(issuing)),
                     0);
    assert_int_not_equal(verify(*state, foreign, "/ca/root.cer", "/ca/issuing.cer"), X509_V_OK);
    assert_int_equal(X509_get_key_usage(usage), KU_KEY_ENCIPHERMENT);
    assert_true(X509_get_ext_by_NID(plain, NID_qcStatements, -1) < 0);
    assert_int_equal(X509_get_ext_count(plain), 7);
    assert_int_equal(X509_get_signature_nid(sha1), NID_ecdsa_with_SHA1);
    assert_int_equal(EVP_PKEY_get_bits(X509_get0_pubkey(small)), 1024);
    assert_int_equal(X509_get_signature_nid(rsa), NID_sha256WithRSAEncryption);
    assert_int_equal(verify(*state, rsa, "/ca/root-rsa.cer", "/ca/issuing-rsa.cer"), X509_V_OK);
    X509_free(foreign);
    X509_free(usage);
    X509_free(plain);
    X509_free(sha1);
    X509_free(small);
    X509_free(rsa);
    X509_free(issuing);
}

static void bad_check_digits_get_a_certificate_bad_requests_none(void **state)
{
    struct fixture *fixture = *state;
    struct ca_request right = {"11111111101", "Deneme",    NOW,
                               NOW,           CA_KEY_P384, CA_FLAVOUR_QUALIFIED};
    struct ca_request wrong[4];
    struct ca_issued issued = {{0}, {0}, {0}};

    for (size_t i = 0; i < 4; i++)
        wrong[i] = right;
    wrong[0].subject_id = "1111111110x";
    wrong[1].subject_id = "";
    wrong[2].not_after = NOW - 1;
    wrong[3].name = "Bu ad altmış dört harften uzundur ve bu yüzden hiçbir sertifikaya sığmaz";
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(ca_issue(fixture->ca, &wrong[i], &issued), CA_BAD_ARGUMENT);
    assert_null(issued.key.data);
    assert_int_equal(ca_issue(fixture->ca, &right, &issued), CA_OK);
    ca_issued_free(&issued);
}

static void dates_beyond_2049_and_before_2000_are_kept_to_the_second(void **state)
{
    struct fixture *fixture = *state;
    struct ca_request request = {"22222222220", "Uzun Ömür", 915148799,
                                 2840140799,    CA_KEY_P384, CA_FLAVOUR_QUALIFIED};
    struct ca_description description;
    struct ca_issued issued;

    assert_int_equal(ca_issue(fixture->ca, &request, &issued), CA_OK);
    assert_int_equal(ca_describe(blob_bytes(&issued.certificate), &description), CA_OK);
    assert_int_equal(description.not_before, 915148799);
    assert_int_equal(description.not_after, 2840140799);
    assert_string_equal(description.serial, issued.serial);
    assert_string_equal(description.subject_id, "22222222220");
    assert_string_equal(description.subject, "C=TR, serialNumber=22222222220, CN=TEST Uzun Ömür");
    ca_issued_free(&issued);
}

static void the_issuing_ca_may_sign_no_further_ca(void **state)
{
    X509 *issuing = fixture_certificate(*state, "/ca/issuing.cer");
    X509 *root = fixture_certificate(*state, "/ca/root.cer");

    assert_int_equal(X509_get_pathlen(issuing), 0);
    assert_int_equal(X509_get_key_usage(issuing), KU_KEY_CERT_SIGN | KU_CRL_SIGN);
    assert_int_equal(X509_get_key_usage(root), KU_KEY_CERT_SIGN | KU_CRL_SIGN);
    assert_true(X509_get_extension_flags(root) & EXFLAG_SS);
    X509_free(issuing);
    X509_free(root);
}

static void a_ca_loaded_again_is_the_same_one(void **state)
{
    struct fixture *fixture = *state;
    struct blob before = fixture_file(fixture, "/ca/issuing.cer", CA_FAULT_NONE);
    struct blob after;
    struct stat status;

    fixture_reload(fixture);
    after = fixture_file(fixture, "/ca/issuing.cer", CA_FAULT_NONE);
    assert_true(bytes_equal(blob_bytes(&before), blob_bytes(&after)));
    assert_int_equal(stat(fixture_path(fixture, "line-p384.pem"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    blob_free(&before);
    blob_free(&after);
}

static void a_foreign_key_file_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct ca_options options = {.directory = fixture->directory,
                                 .plain_url = "http://127.0.0.1:8089",
                                 .random = random_kernel()};
    struct ca *ca = NULL;
    FILE *file = fopen(fixture_path(fixture, "line-p384.pem"), "w");

    assert_non_null(file);
    assert_true(fputs("nothing of ours\n", file) > 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(ca_new(&options, &ca), CA_STORE_FAILED);
    assert_null(ca);
}

static void the_chain_grows_with_the_rsa_line(void **state)
{
    struct fixture *fixture = *state;
    struct ca_issued issued;
    struct blob before;
    struct blob after;

    assert_int_equal(ca_chain_pem(fixture->ca, &before), CA_OK);
    fixture_issue(fixture, CA_KEY_P384, CA_FLAVOUR_RSA_CA, &issued);
    assert_int_equal(ca_chain_pem(fixture->ca, &after), CA_OK);
    assert_true(after.size > before.size);
    ca_issued_free(&issued);
    blob_free(&before);
    blob_free(&after);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(extensions_stand_in_the_profiles_order),
        TEST(qc_statements_are_the_two_of_the_profile),
        TEST(the_notice_is_the_laws_sentence_as_utf8),
        TEST(addresses_are_the_plain_listeners),
        TEST(the_subject_is_country_id_and_test_name),
        TEST(serials_have_six_bytes_and_the_signature_is_ecdsa_with_sha384),
        TEST(both_kinds_of_keys_verify_with_the_policy_demanded),
        TEST(the_key_given_out_belongs_to_the_certificate),
        TEST(each_wrong_flavour_is_wrong_in_its_own_way),
        TEST(bad_check_digits_get_a_certificate_bad_requests_none),
        TEST(dates_beyond_2049_and_before_2000_are_kept_to_the_second),
        TEST(the_issuing_ca_may_sign_no_further_ca),
        TEST(a_ca_loaded_again_is_the_same_one),
        TEST(a_foreign_key_file_is_refused),
        TEST(the_chain_grows_with_the_rsa_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
