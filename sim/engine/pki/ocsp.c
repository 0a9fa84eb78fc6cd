/* SPDX-License-Identifier: MIT */
/* A certificate's state by OCSP (RFC 6960): nonce sent, signer and freshness checked. */
#include "sim/engine/pki/trust.h"

#include "sim/engine/pki/pki.h"

#include <string.h>

static bool address_of(X509 *x509, char *text, size_t size)
{
    STACK_OF(OPENSSL_STRING) *all = X509_get1_ocsp(x509);
    const char *first = sk_OPENSSL_STRING_num(all) > 0 ? sk_OPENSSL_STRING_value(all, 0) : "";
    bool fits = first[0] != '\0' && strlen(first) < size;

    if (fits)
        memcpy(text, first, strlen(first) + 1);
    X509_email_free(all);
    return fits;
}

static OCSP_RESPONSE *exchange(struct http *http, const char *url, OCSP_REQUEST *request)
{
    unsigned char *der = NULL;
    int size = i2d_OCSP_REQUEST(request, &der);
    struct http_request http_request = {.method = "POST",
                                        .url = url,
                                        .content_type = "application/ocsp-request",
                                        .accept = "application/ocsp-response"};
    struct http_response response = {0};
    OCSP_RESPONSE *read = NULL;

    if (size > 0) {
        http_request.body = bytes_of(der, (size_t)size);
        if (http_send(http, &http_request, &response) == HTTP_OK && response.status == 200) {
            const unsigned char *at = response.body;
            read = d2i_OCSP_RESPONSE(NULL, &at, (long)response.size);
        }
    }
    http_response_free(&response);
    OPENSSL_free(der);
    return read;
}

static bool is_fresh(const struct akis_trust *trust, const ASN1_GENERALIZEDTIME *from,
                     const ASN1_GENERALIZEDTIME *until)
{
    const int64_t now = trust_now(trust);

    return from && trust_seconds(from) <= now + TRUST_SKEW &&
           (!until || trust_seconds(until) >= now - TRUST_SKEW);
}

/* The state in an answer whose signature, nonce and time hold; anything else is unknown. */
static enum akis_outcome judge(struct akis_trust *trust, OCSP_RESPONSE *response,
                               OCSP_REQUEST *request, OCSP_CERTID *id, int *reason)
{
    ASN1_GENERALIZEDTIME *from = NULL, *until = NULL, *revoked = NULL;
    int status = -1;
    enum akis_outcome outcome = AKIS_STATUS_UNKNOWN;
    OCSP_BASICRESP *basic = OCSP_response_status(response) == OCSP_RESPONSE_STATUS_SUCCESSFUL
                                ? OCSP_response_get1_basic(response)
                                : NULL;

    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(trust->store), (time_t)trust_now(trust));
    if (!basic || OCSP_check_nonce(request, basic) == 0 ||
        OCSP_basic_verify(basic, trust->chain, trust->store, 0) != 1 ||
        OCSP_resp_find_status(basic, id, &status, reason, &revoked, &from, &until) != 1 ||
        !is_fresh(trust, from, until))
        goto out;
    if (status == V_OCSP_CERTSTATUS_GOOD)
        outcome = AKIS_OK;
    else if (status == V_OCSP_CERTSTATUS_REVOKED)
        outcome = trust_revoked(*reason);
out:
    OCSP_BASICRESP_free(basic);
    return outcome;
}

enum akis_outcome trust_ocsp(struct akis_trust *trust, X509 *x509, int *reason)
{
    char url[512];
    X509 *issuer = trust_issuer(trust, x509);
    OCSP_REQUEST *request = OCSP_REQUEST_new();
    OCSP_CERTID *id = issuer ? OCSP_cert_to_id(EVP_sha1(), x509, issuer) : NULL;
    OCSP_CERTID *asked = OCSP_CERTID_dup(id);
    OCSP_RESPONSE *response = NULL;
    enum akis_outcome outcome = AKIS_STATUS_UNKNOWN;

    *reason = -1;
    if (!request || !asked || !address_of(x509, url, sizeof url) ||
        !OCSP_request_add0_id(request, asked))
        goto out;
    asked = NULL;
    if (OCSP_request_add1_nonce(request, NULL, -1) == 1)
        response = exchange(trust->http, url, request);
    if (response)
        outcome = judge(trust, response, request, id, reason);
out:
    OCSP_RESPONSE_free(response);
    OCSP_REQUEST_free(request);
    OCSP_CERTID_free(asked);
    OCSP_CERTID_free(id);
    ERR_clear_error();
    return outcome;
}
