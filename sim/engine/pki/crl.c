/* SPDX-License-Identifier: MIT */
/* A certificate's state by the revocation list of its issuer (RFC 5280, 5). */
#include "sim/engine/pki/trust.h"

#include "sim/engine/pki/pki.h"

static X509_CRL *fetch(struct http *http, const char *url)
{
    const struct http_request request = {.method = "GET", .url = url};
    struct http_response response = {0};
    X509_CRL *crl = NULL;

    if (http_send(http, &request, &response) == HTTP_OK && response.status == 200) {
        const unsigned char *at = response.body;
        crl = d2i_X509_CRL(NULL, &at, (long)response.size);
    }
    http_response_free(&response);
    return crl;
}

static bool holds(const struct akis_trust *trust, X509_CRL *crl, X509 *issuer)
{
    const int64_t now = trust_now(trust);

    return X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_subject_name(issuer)) == 0 &&
           X509_CRL_verify(crl, X509_get0_pubkey(issuer)) == 1 &&
           trust_seconds(X509_CRL_get0_lastUpdate(crl)) <= now + TRUST_SKEW &&
           trust_seconds(X509_CRL_get0_nextUpdate(crl)) >= now - TRUST_SKEW;
}

static int reason_of(const X509_REVOKED *entry)
{
    ASN1_ENUMERATED *code = X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, NULL, NULL);
    long reason = code ? ASN1_ENUMERATED_get(code) : CRL_REASON_UNSPECIFIED;

    ASN1_ENUMERATED_free(code);
    return (int)reason;
}

enum akis_outcome trust_crl(struct akis_trust *trust, X509 *x509)
{
    struct akis_certificate certificate = {0};
    X509_REVOKED *entry = NULL;
    unsigned char *der = NULL;
    X509 *issuer = trust_issuer(trust, x509);
    int size = i2d_X509(x509, &der);
    enum akis_outcome outcome = AKIS_STATUS_UNKNOWN;
    X509_CRL *crl = NULL;

    if (size > 0 && issuer && pki_certificate(bytes_of(der, (size_t)size), &certificate) == AKIS_OK)
        crl = fetch(trust->http, certificate.crl);
    if (crl && holds(trust, crl, issuer)) {
        int found = X509_CRL_get0_by_cert(crl, &entry, x509);
        outcome = found == 1 ? trust_revoked(reason_of(entry)) : AKIS_OK;
    }
    X509_CRL_free(crl);
    akis_certificate_clear(&certificate);
    OPENSSL_free(der);
    ERR_clear_error();
    return outcome;
}
