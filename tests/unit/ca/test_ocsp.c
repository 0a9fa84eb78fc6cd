/* SPDX-License-Identifier: MIT */
/* The OCSP responder, asked by OpenSSL's client (RFC 6960). */
#include "tests/unit/ca/fixture.h"

#include <openssl/ocsp.h>
#include <string.h>

struct question {
    OCSP_REQUEST *request;
    OCSP_CERTID *id; /* owned by the request */
};

static struct question ask(struct fixture *fixture, const char *serial, const char *issuer_path)
{
    struct question question = {OCSP_REQUEST_new(), NULL};
    X509 *issuer = fixture_certificate(fixture, issuer_path);
    BIGNUM *number = NULL;
    ASN1_INTEGER *value;

    assert_true(BN_hex2bn(&number, serial) > 0);
    value = BN_to_ASN1_INTEGER(number, NULL);
    question.id = OCSP_cert_id_new(EVP_sha1(), X509_get_subject_name(issuer),
                                   X509_get0_pubkey_bitstr(issuer), value);
    assert_non_null(OCSP_request_add0_id(question.request, question.id));
    assert_int_equal(OCSP_request_add1_nonce(question.request, NULL, 16), 1);
    ASN1_INTEGER_free(value);
    BN_free(number);
    X509_free(issuer);
    return question;
}

static OCSP_RESPONSE *respond(struct fixture *fixture, struct bytes der, enum ca_fault fault)
{
    struct ca_publication publication = fixture_publication(fixture, NOW, fault);
    OCSP_RESPONSE *response;
    const unsigned char *at;
    struct blob out;

    assert_int_equal(ca_ocsp_answer(fixture->ca, der, &publication, &out), CA_OK);
    at = out.data;
    response = d2i_OCSP_RESPONSE(NULL, &at, (long)out.size);
    assert_non_null(response);
    blob_free(&out);
    return response;
}

static OCSP_RESPONSE *send_question(struct fixture *fixture, const struct question *question,
                                    enum ca_fault fault)
{
    unsigned char *der = NULL;
    int size = i2d_OCSP_REQUEST(question->request, &der);
    OCSP_RESPONSE *response = respond(fixture, bytes_of(der, (size_t)size), fault);

    OPENSSL_free(der);
    return response;
}

struct answer {
    int response;  /* the response's status */
    int signature; /* OCSP_basic_verify's answer */
    int nonce;     /* OCSP_check_nonce's answer */
    int state;
    int reason;
    int64_t since;
    int64_t produced;
    int64_t this_update;
    int64_t next_update;
    int certificates; /* that came along */
};

static int64_t seconds_of(const ASN1_GENERALIZEDTIME *time)
{
    struct tm broken;

    assert_int_equal(ASN1_TIME_to_tm(time, &broken), 1);
    return timegm(&broken);
}

static struct answer look(struct fixture *fixture, const struct question *question,
                          OCSP_RESPONSE *response, const char *root)
{
    struct answer answer = {.response = OCSP_response_status(response), .state = -1};
    OCSP_BASICRESP *basic = OCSP_response_get1_basic(response);
    X509_STORE *trust = fixture_trust(fixture, root, NOW);
    STACK_OF(X509) *chain = sk_X509_new_null();
    ASN1_GENERALIZEDTIME *since = NULL;
    ASN1_GENERALIZEDTIME *this_update;
    ASN1_GENERALIZEDTIME *next_update;

    sk_X509_push(chain, fixture_certificate(fixture, strstr(root, "rsa") ? "/ca/issuing-rsa.cer"
                                                                         : "/ca/issuing.cer"));
    if (basic) {
        answer.signature = OCSP_basic_verify(basic, chain, trust, 0);
        answer.nonce = OCSP_check_nonce(question->request, basic);
        answer.certificates = sk_X509_num(OCSP_resp_get0_certs(basic));
        answer.produced = seconds_of(OCSP_resp_get0_produced_at(basic));
        assert_int_equal(OCSP_resp_find_status(basic, question->id, &answer.state, &answer.reason,
                                               &since, &this_update, &next_update),
                         1);
        answer.this_update = seconds_of(this_update);
        answer.next_update = seconds_of(next_update);
        answer.since = since ? seconds_of(since) : 0;
    }
    OCSP_BASICRESP_free(basic);
    sk_X509_pop_free(chain, X509_free);
    X509_STORE_free(trust);
    return answer;
}

static struct answer status_by(struct fixture *fixture, const char *serial, const char *suffix,
                               enum ca_fault fault)
{
    char issuing[64];
    char root[64];
    struct question question;
    OCSP_RESPONSE *response;
    struct answer answer;

    (void)snprintf(issuing, sizeof issuing, "/ca/issuing%s.cer", suffix);
    (void)snprintf(root, sizeof root, "/ca/root%s.cer", suffix);
    question = ask(fixture, serial, issuing);
    response = send_question(fixture, &question, fault);
    answer = look(fixture, &question, response, root);
    OCSP_RESPONSE_free(response);
    OCSP_REQUEST_free(question.request);
    return answer;
}

static struct answer status_of(struct fixture *fixture, const char *serial)
{
    return status_by(fixture, serial, "", CA_FAULT_NONE);
}

static void issue_serial(struct fixture *fixture, char serial[CA_SERIAL_TEXT],
                         enum ca_flavour flavour)
{
    struct ca_issued issued;

    fixture_issue(fixture, CA_KEY_P384, flavour, &issued);
    memcpy(serial, issued.serial, CA_SERIAL_TEXT);
    ca_issued_free(&issued);
}

static void a_good_certificate_is_good_signed_with_the_nonce_and_by_the_given_clock(void **state)
{
    char serial[CA_SERIAL_TEXT];
    struct answer answer;

    issue_serial(*state, serial, CA_FLAVOUR_QUALIFIED);
    answer = status_of(*state, serial);
    assert_int_equal(answer.response, OCSP_RESPONSE_STATUS_SUCCESSFUL);
    assert_int_equal(answer.signature, 1);
    assert_int_equal(answer.nonce, 1);
    assert_int_equal(answer.state, V_OCSP_CERTSTATUS_GOOD);
    assert_int_equal(answer.produced, NOW);
    assert_int_equal(answer.this_update, NOW);
    assert_int_equal(answer.next_update, NOW + 4 * 3600);
    assert_int_equal(answer.certificates, 1);
}

static void held_is_certificate_hold_and_lifted_is_good_again(void **state)
{
    char serial[CA_SERIAL_TEXT];
    struct answer answer;

    issue_serial(*state, serial, CA_FLAVOUR_QUALIFIED);
    fixture_set(*state, serial, CA_STATE_HELD, 0, NOW - 60);
    answer = status_of(*state, serial);
    assert_int_equal(answer.state, V_OCSP_CERTSTATUS_REVOKED);
    assert_int_equal(answer.reason, OCSP_REVOKED_STATUS_CERTIFICATEHOLD);
    assert_int_equal(answer.since, NOW - 60);
    fixture_set(*state, serial, CA_STATE_GOOD, 0, 0);
    assert_int_equal(status_of(*state, serial).state, V_OCSP_CERTSTATUS_GOOD);
}

static void revoked_tells_its_reason_and_time(void **state)
{
    char serial[CA_SERIAL_TEXT];
    struct answer answer;

    issue_serial(*state, serial, CA_FLAVOUR_QUALIFIED);
    fixture_set(*state, serial, CA_STATE_REVOKED, OCSP_REVOKED_STATUS_KEYCOMPROMISE, NOW - 1);
    answer = status_of(*state, serial);
    assert_int_equal(answer.state, V_OCSP_CERTSTATUS_REVOKED);
    assert_int_equal(answer.reason, OCSP_REVOKED_STATUS_KEYCOMPROMISE);
    assert_int_equal(answer.since, NOW - 1);
    fixture_set(*state, serial, CA_STATE_REVOKED, 0, NOW - 1);
    assert_int_equal(status_of(*state, serial).reason, -1);
}

static void serials_never_issued_are_unknown(void **state)
{
    static const char *const serials[] = {"4A0102030405", "0A0102030405", "41", "00",
                                          "4A010203040506"};

    for (size_t i = 0; i < sizeof serials / sizeof *serials; i++) {
        struct answer answer = status_of(*state, serials[i]);
        assert_int_equal(answer.response, OCSP_RESPONSE_STATUS_SUCCESSFUL);
        assert_int_equal(answer.state, V_OCSP_CERTSTATUS_UNKNOWN);
    }
}

static void the_rsa_line_answers_with_its_own_signer(void **state)
{
    char serial[CA_SERIAL_TEXT];
    struct answer answer;

    issue_serial(*state, serial, CA_FLAVOUR_RSA_CA);
    answer = status_by(*state, serial, "-rsa", CA_FAULT_NONE);
    assert_int_equal(answer.signature, 1);
    assert_int_equal(answer.state, V_OCSP_CERTSTATUS_GOOD);
    assert_int_equal(status_of(*state, serial).state, V_OCSP_CERTSTATUS_UNKNOWN);
}

static int refusal_of(struct fixture *fixture, struct bytes request)
{
    OCSP_RESPONSE *response = respond(fixture, request, CA_FAULT_NONE);
    int status = OCSP_response_status(response);

    OCSP_RESPONSE_free(response);
    return status;
}

static void malformed_requests_get_a_malformed_request_answer(void **state)
{
    static const uint8_t no_question[] = {0x30, 0x04, 0x30, 0x02, 0x30, 0x00};
    struct question question = ask(*state, "4A0102030405", "/ca/issuing.cer");
    unsigned char *der = NULL;
    size_t size = (size_t)i2d_OCSP_REQUEST(question.request, &der);
    uint8_t *longer = malloc(size + 1);

    memcpy(longer, der, size);
    longer[size] = 0;
    for (size_t cut = 0; cut < size; cut++)
        assert_int_equal(refusal_of(*state, bytes_of(der, cut)),
                         OCSP_RESPONSE_STATUS_MALFORMEDREQUEST);
    assert_int_equal(refusal_of(*state, bytes_of(longer, size + 1)),
                     OCSP_RESPONSE_STATUS_MALFORMEDREQUEST);
    assert_int_equal(refusal_of(*state, bytes_of(no_question, sizeof no_question)),
                     OCSP_RESPONSE_STATUS_MALFORMEDREQUEST);
    assert_int_equal(refusal_of(*state, bytes_text("GET / HTTP/1.1")),
                     OCSP_RESPONSE_STATUS_MALFORMEDREQUEST);
    free(longer);
    OPENSSL_free(der);
    OCSP_REQUEST_free(question.request);
}

static void an_oversized_nonce_is_malformed(void **state)
{
    struct question question = ask(*state, "4A0102030405", "/ca/issuing.cer");
    OCSP_RESPONSE *response;

    assert_int_equal(OCSP_request_add1_nonce(question.request, NULL, 200), 1);
    response = send_question(*state, &question, CA_FAULT_NONE);
    assert_int_equal(OCSP_response_status(response), OCSP_RESPONSE_STATUS_MALFORMEDREQUEST);
    OCSP_RESPONSE_free(response);
    OCSP_REQUEST_free(question.request);
}

static void another_cas_certificate_is_none_of_ours(void **state)
{
    struct question question = ask(*state, "4A0102030405", "/ca/root.cer");
    OCSP_RESPONSE *response = send_question(*state, &question, CA_FAULT_NONE);

    assert_int_equal(OCSP_response_status(response), OCSP_RESPONSE_STATUS_UNAUTHORIZED);
    OCSP_RESPONSE_free(response);
    OCSP_REQUEST_free(question.request);
}

static void a_database_that_cannot_tell_says_try_later(void **state)
{
    struct fixture *fixture = *state;
    struct answer answer;

    fixture->port_fails = true;
    answer = status_of(fixture, "4A0102030405");
    assert_int_equal(answer.response, OCSP_RESPONSE_STATUS_TRYLATER);
}

static void each_fault_is_what_its_name_says(void **state)
{
    char serial[CA_SERIAL_TEXT];
    struct answer answer;

    issue_serial(*state, serial, CA_FLAVOUR_QUALIFIED);
    answer = status_by(*state, serial, "", CA_FAULT_STALE);
    assert_int_equal(answer.signature, 1);
    assert_true(answer.next_update < NOW);
    answer = status_by(*state, serial, "", CA_FAULT_WRONG_SIGNER);
    assert_int_equal(answer.signature, 0);
    assert_int_equal(answer.state, V_OCSP_CERTSTATUS_GOOD);
    answer = status_by(*state, serial, "", CA_FAULT_BAD_SIGNATURE);
    assert_int_not_equal(answer.signature, 1);
    assert_int_equal(status_by(*state, serial, "", CA_FAULT_NOT_PUBLISHED).response,
                     OCSP_RESPONSE_STATUS_TRYLATER);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_good_certificate_is_good_signed_with_the_nonce_and_by_the_given_clock),
        TEST(held_is_certificate_hold_and_lifted_is_good_again),
        TEST(revoked_tells_its_reason_and_time),
        TEST(serials_never_issued_are_unknown),
        TEST(the_rsa_line_answers_with_its_own_signer),
        TEST(malformed_requests_get_a_malformed_request_answer),
        TEST(an_oversized_nonce_is_malformed),
        TEST(another_cas_certificate_is_none_of_ours),
        TEST(a_database_that_cannot_tell_says_try_later),
        TEST(each_fault_is_what_its_name_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
