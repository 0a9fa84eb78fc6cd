/* SPDX-License-Identifier: MIT */
/*
 * The OCSP responder (RFC 6960): answers by the delegated signer of the line that is asked about,
 * with the nonce returned, at the time it is told.
 */
#include <openssl/ocsp.h>
#include <string.h>

#include "portal-mock/ca/line.h"
#include "portal-mock/ca/publish.h"
#include "sim/base/hex.h"

enum { QUESTIONS_MOST = 64, NONCE_MOST = 128 /* RFC 9654, 2.1 */ };

/* What a getter of OpenSSL's gave for reading, and has no setter for. */
static void *writable(const void *read_only)
{
    void *same;

    memcpy(&same, &read_only, sizeof same);
    return same;
}

/* OpenSSL stamps producedAt with the machine's time, or not at all. */
static bool set_produced(OCSP_BASICRESP *answers, int64_t when)
{
    return ASN1_GENERALIZEDTIME_set(writable(OCSP_resp_get0_produced_at(answers)), when) != NULL;
}

static void turn_a_bit(const ASN1_OCTET_STRING *signature)
{
    uint8_t *data = writable(ASN1_STRING_get0_data(signature));

    data[ASN1_STRING_length(signature) - 1] ^= 1;
}

/* How long the answers hold. */
struct period {
    int64_t now; /* as published */
    ASN1_TIME *this_update;
    ASN1_TIME *next_update;
};

static void period_clear(struct period *period)
{
    ASN1_TIME_free(period->this_update);
    ASN1_TIME_free(period->next_update);
    *period = (struct period){0};
}

static bool period_make(const struct ca_publication *publication, struct period *period)
{
    period->now = publication_time(publication);
    period->this_update = ASN1_GENERALIZEDTIME_set(NULL, period->now);
    period->next_update = ASN1_GENERALIZEDTIME_set(NULL, period->now + PUBLISHED_FOR);
    if (period->this_update && period->next_update)
        return true;
    period_clear(period);
    return false;
}

static bool issued_by(OCSP_CERTID *asked, const struct line *line)
{
    const X509 *issuing = line->members[LINE_ISSUING].certificate;
    ASN1_OBJECT *algorithm;
    OCSP_CERTID *ours;
    const EVP_MD *digest;
    bool same;

    if (OCSP_id_get0_info(NULL, &algorithm, NULL, NULL, asked) != 1)
        return false;
    digest = EVP_get_digestbyobj(algorithm);
    ours = digest ? OCSP_cert_to_id(digest, NULL, issuing) : NULL;
    same = ours && OCSP_id_issuer_cmp(asked, ours) == 0;
    OCSP_CERTID_free(ours);
    return same;
}

static OCSP_CERTID *question_at(OCSP_REQUEST *request, int index)
{
    return OCSP_onereq_get0_id(OCSP_request_onereq_get0(request, index));
}

/* The one line that all questions are about; NULL when there is none. */
static const struct line *line_asked(struct ca *ca, OCSP_REQUEST *request)
{
    for (enum line_kind kind = LINE_P384; kind < LINE_FOREIGN; kind++) {
        const struct line *line;
        int index = 0;
        if (line_find(ca, kind, &line) != CA_OK)
            continue;
        while (index < OCSP_request_onereq_count(request) &&
               issued_by(question_at(request, index), line))
            index++;
        if (index == OCSP_request_onereq_count(request))
            return line;
    }
    return NULL;
}

/* A serial that is not six bytes was never ours. False when the port cannot tell. */
static bool look_up(const struct ca_publication *publication, const struct line *line,
                    OCSP_CERTID *asked, struct ca_status *status)
{
    uint8_t bytes[CERTIFICATE_SERIAL];
    char text[CA_SERIAL_TEXT];
    ASN1_INTEGER *serial;
    BIGNUM *number;
    bool ours;

    *status = (struct ca_status){.state = CA_STATE_UNKNOWN};
    if (OCSP_id_get0_info(NULL, NULL, NULL, &serial, asked) != 1)
        return true;
    number = ASN1_INTEGER_to_BN(serial, NULL);
    ours = number && !BN_is_negative(number) && BN_num_bytes(number) == CERTIFICATE_SERIAL &&
           BN_bn2bin(number, bytes) == CERTIFICATE_SERIAL &&
           hex_encode(bytes_of(bytes, sizeof bytes), text, sizeof text) &&
           line_issued(line->kind, text);
    BN_free(number);
    return !ours || publication->status.find(publication->status.context, text, status);
}

static bool add_answer(OCSP_BASICRESP *answers, OCSP_CERTID *asked, const struct ca_status *status,
                       const struct period *period)
{
    ASN1_TIME *since = NULL;
    int reason = OCSP_REVOKED_STATUS_NOSTATUS;
    int state = V_OCSP_CERTSTATUS_UNKNOWN;
    bool added;

    switch (status->state) {
    case CA_STATE_UNKNOWN:
        break;
    case CA_STATE_GOOD:
        state = V_OCSP_CERTSTATUS_GOOD;
        break;
    case CA_STATE_HELD:
        state = V_OCSP_CERTSTATUS_REVOKED;
        reason = OCSP_REVOKED_STATUS_CERTIFICATEHOLD;
        break;
    case CA_STATE_REVOKED:
        state = V_OCSP_CERTSTATUS_REVOKED;
        reason = status->reason ? status->reason : OCSP_REVOKED_STATUS_NOSTATUS;
        break;
    }
    if (state == V_OCSP_CERTSTATUS_REVOKED)
        since = ASN1_GENERALIZEDTIME_set(NULL, status->since);
    added = (state != V_OCSP_CERTSTATUS_REVOKED || since) &&
            OCSP_basic_add1_status(answers, asked, state, reason, since, period->this_update,
                                   period->next_update);
    ASN1_TIME_free(since);
    return added;
}

static bool sign(struct ca *ca, OCSP_BASICRESP *answers, const struct line *line,
                 enum ca_fault fault, int64_t now)
{
    const struct authority *signer;

    if (fault == CA_FAULT_WRONG_SIGNER && line_use(ca, LINE_FOREIGN, &line) != CA_OK)
        return false;
    signer = &line->members[LINE_OCSP];
    if (!set_produced(answers, now) ||
        OCSP_basic_sign(answers, signer->certificate, signer->key, line_digest(line->kind), NULL,
                        OCSP_NOTIME) != 1)
        return false;
    if (fault == CA_FAULT_BAD_SIGNATURE)
        turn_a_bit(OCSP_resp_get0_signature(answers));
    return true;
}

/* What the question is taken for: another serial, where that is the fault. NULL: no memory. */
static OCSP_CERTID *understood(OCSP_CERTID *asked, enum ca_fault fault)
{
    OCSP_CERTID *taken = OCSP_CERTID_dup(asked);
    ASN1_INTEGER *serial = NULL;

    if (taken && fault == CA_FAULT_OTHER_SERIAL &&
        (OCSP_id_get0_info(NULL, NULL, NULL, &serial, taken) != 1 ||
         ASN1_INTEGER_set(serial, 1) != 1)) {
        OCSP_CERTID_free(taken);
        return NULL;
    }
    return taken;
}

/* One question's answer; what it returns is the status of the whole response. */
static int answer_one(OCSP_CERTID *asked, const struct line *line,
                      const struct ca_publication *publication, const struct period *period,
                      OCSP_BASICRESP *answers)
{
    OCSP_CERTID *taken = understood(asked, publication->fault);
    struct ca_status status;
    int outcome = OCSP_RESPONSE_STATUS_SUCCESSFUL;

    if (!look_up(publication, line, asked, &status))
        outcome = OCSP_RESPONSE_STATUS_TRYLATER;
    if (publication->fault == CA_FAULT_OTHER_SERIAL)
        status.state = CA_STATE_GOOD;
    if (publication->fault == CA_FAULT_UNKNOWN)
        status.state = CA_STATE_UNKNOWN;
    if (outcome == OCSP_RESPONSE_STATUS_SUCCESSFUL &&
        (!taken || !add_answer(answers, taken, &status, period)))
        outcome = OCSP_RESPONSE_STATUS_INTERNALERROR;
    OCSP_CERTID_free(taken);
    return outcome;
}

/* The nonce that was sent, if one was; as a fault another one. */
static bool add_nonce(OCSP_BASICRESP *answers, OCSP_REQUEST *request, enum ca_fault fault)
{
    return fault == CA_FAULT_OTHER_NONCE ? OCSP_basic_add1_nonce(answers, NULL, -1) == 1
                                         : OCSP_copy_nonce(answers, request) >= 1;
}

/* Fills `answers`; what it returns is the status of the whole response. */
static int answer_all(struct ca *ca, OCSP_REQUEST *request, const struct line *line,
                      const struct ca_publication *publication, OCSP_BASICRESP *answers)
{
    struct period period;
    int outcome = OCSP_RESPONSE_STATUS_SUCCESSFUL;

    if (!period_make(publication, &period))
        return OCSP_RESPONSE_STATUS_INTERNALERROR;
    for (int i = 0; i < OCSP_request_onereq_count(request); i++) {
        outcome = answer_one(question_at(request, i), line, publication, &period, answers);
        if (outcome != OCSP_RESPONSE_STATUS_SUCCESSFUL)
            break;
    }
    if (outcome == OCSP_RESPONSE_STATUS_SUCCESSFUL &&
        (!add_nonce(answers, request, publication->fault) ||
         !sign(ca, answers, line, publication->fault, period.now)))
        outcome = OCSP_RESPONSE_STATUS_INTERNALERROR;
    period_clear(&period);
    return outcome;
}

static bool nonce_fits(OCSP_REQUEST *request)
{
    int index = OCSP_REQUEST_get_ext_by_NID(request, NID_id_pkix_OCSP_Nonce, -1);
    X509_EXTENSION *nonce = index >= 0 ? OCSP_REQUEST_get_ext(request, index) : NULL;

    return !nonce || ASN1_STRING_length(X509_EXTENSION_get_data(nonce)) <= NONCE_MOST;
}

static OCSP_REQUEST *parse(struct bytes der)
{
    const unsigned char *at = der.data;
    OCSP_REQUEST *request = d2i_OCSP_REQUEST(NULL, &at, (long)der.size);
    int count = request ? OCSP_request_onereq_count(request) : 0;

    if (count >= 1 && count <= QUESTIONS_MOST && at == der.data + der.size && nonce_fits(request))
        return request;
    OCSP_REQUEST_free(request);
    return NULL;
}

static enum ca_result encode(int status, OCSP_BASICRESP *answers, struct blob *response)
{
    OCSP_RESPONSE *whole =
        OCSP_response_create(status, status == OCSP_RESPONSE_STATUS_SUCCESSFUL ? answers : NULL);
    unsigned char *encoded = NULL;
    int size = whole ? i2d_OCSP_RESPONSE(whole, &encoded) : -1;
    enum ca_result result = CA_CRYPTO_FAILED;

    if (size > 0)
        result = blob_copy(bytes_of(encoded, (size_t)size), response) ? CA_OK : CA_NO_MEMORY;
    OPENSSL_free(encoded);
    OCSP_RESPONSE_free(whole);
    return result;
}

enum ca_result ca_ocsp_answer(struct ca *ca, struct bytes request,
                              const struct ca_publication *publication, struct blob *response)
{
    OCSP_REQUEST *parsed = parse(request);
    OCSP_BASICRESP *answers = OCSP_BASICRESP_new();
    const struct line *line = parsed ? line_asked(ca, parsed) : NULL;
    enum ca_result result;
    int status;

    if (publication->fault == CA_FAULT_NOT_PUBLISHED)
        status = OCSP_RESPONSE_STATUS_TRYLATER;
    else if (!parsed)
        status = OCSP_RESPONSE_STATUS_MALFORMEDREQUEST;
    else if (!line)
        status = OCSP_RESPONSE_STATUS_UNAUTHORIZED;
    else if (!answers)
        status = OCSP_RESPONSE_STATUS_INTERNALERROR;
    else
        status = answer_all(ca, parsed, line, publication, answers);
    result = encode(status, answers, response);
    OCSP_BASICRESP_free(answers);
    OCSP_REQUEST_free(parsed);
    return result;
}
