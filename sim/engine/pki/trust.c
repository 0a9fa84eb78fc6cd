/* SPDX-License-Identifier: MIT */
/* Chains up to a trusted root, at a clock of the caller's. */
#include "sim/engine/pki/trust.h"

#include "sim/base/calendar.h"
#include "sim/engine/outcome.h"
#include "sim/engine/pki/pki.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int64_t trust_now(const struct akis_trust *trust)
{
    return trust->clock.now ? trust->clock.now(trust->clock.context) : (int64_t)time(NULL);
}

int64_t trust_seconds(const ASN1_TIME *time)
{
    struct tm tm;

    if (!time || !ASN1_TIME_to_tm(time, &tm))
        return 0;
    const struct civil civil = {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                                tm.tm_hour,        tm.tm_min,     tm.tm_sec};
    return calendar_from_utc(&civil);
}

/* Reads the PEM file: every certificate into the chain, the self-signed into the store. */
static bool load(struct akis_trust *trust, const char *file)
{
    BIO *bio = BIO_new_file(file, "r");
    X509 *x509 = NULL;
    bool good = bio != NULL;

    while (good && (x509 = PEM_read_bio_X509(bio, NULL, NULL, NULL)) != NULL) {
        if (X509_self_signed(x509, 1) == 1)
            good = X509_STORE_add_cert(trust->store, x509) == 1;
        if (!good || !sk_X509_push(trust->chain, x509)) {
            X509_free(x509);
            good = false;
        }
    }
    BIO_free(bio);
    ERR_clear_error();
    return good && sk_X509_num(trust->chain) > 0;
}

struct akis_result akis_trust_new(const struct akis_trust_options *options,
                                  struct akis_trust **trust)
{
    const struct http_options http = {.answer_max = 16u << 20};
    struct akis_trust *made = calloc(1, sizeof *made);

    if (!made || pthread_mutex_init(&made->lock, NULL) != 0) {
        free(made);
        return result_of(AKIS_NO_MEMORY);
    }
    made->clock = options->clock;
    made->store = X509_STORE_new();
    made->chain = sk_X509_new_null();
    enum akis_outcome outcome = AKIS_OK;
    if (!made->store || !made->chain || http_new(&http, &made->http) != HTTP_OK)
        outcome = AKIS_NO_MEMORY;
    else if (!options->chain_file || !load(made, options->chain_file))
        outcome = AKIS_BAD_ARGUMENT;
    if (outcome == AKIS_OK)
        *trust = made;
    else
        akis_trust_free(&made);
    return result_of(outcome);
}

void akis_trust_free(struct akis_trust **trust)
{
    if (!*trust)
        return;
    X509_STORE_free((*trust)->store);
    sk_X509_pop_free((*trust)->chain, X509_free);
    http_free(&(*trust)->http);
    pthread_mutex_destroy(&(*trust)->lock);
    free(*trust);
    *trust = NULL;
}

X509 *trust_issuer(const struct akis_trust *trust, X509 *x509)
{
    for (int i = 0; i < sk_X509_num(trust->chain); i++) {
        X509 *each = sk_X509_value(trust->chain, i);
        if (X509_check_issued(each, x509) == X509_V_OK)
            return each;
    }
    return NULL;
}

static enum akis_outcome outcome_of_error(int error, int depth)
{
    if (depth == 0 && error == X509_V_ERR_CERT_NOT_YET_VALID)
        return AKIS_NOT_YET_VALID;
    if (depth == 0 && error == X509_V_ERR_CERT_HAS_EXPIRED)
        return AKIS_EXPIRED;
    return AKIS_CHAIN_BROKEN;
}

/* A validity includes both its ends (RFC 5280, 4.1.2.5); OpenSSL leaves the last second out. In
 * that one second the chain is judged by the second before. */
static int64_t judged_at(const struct akis_trust *trust, const X509 *x509)
{
    const int64_t now = trust_now(trust);

    return now == trust_seconds(X509_get0_notAfter(x509)) ? now - 1 : now;
}

enum akis_outcome trust_chain(struct akis_trust *trust, X509 *x509)
{
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    enum akis_outcome outcome = AKIS_NO_MEMORY;

    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(trust->store), (time_t)judged_at(trust, x509));
    if (context && X509_STORE_CTX_init(context, trust->store, x509, trust->chain) == 1)
        outcome = X509_verify_cert(context) == 1
                      ? AKIS_OK
                      : outcome_of_error(X509_STORE_CTX_get_error(context),
                                         X509_STORE_CTX_get_error_depth(context));
    X509_STORE_CTX_free(context);
    ERR_clear_error();
    return outcome;
}

enum akis_outcome trust_revoked(int reason)
{
    return reason == CRL_REASON_CERTIFICATE_HOLD ? AKIS_SUSPENDED : AKIS_REVOKED;
}

enum akis_outcome trust_validate(struct akis_trust *trust, X509 *x509, unsigned checks)
{
    int reason = -1;
    enum akis_outcome outcome = trust_chain(trust, x509);

    if (outcome == AKIS_OK && (checks & AKIS_CHECK_OCSP))
        outcome = trust_ocsp(trust, x509, &reason);
    if (outcome == AKIS_OK && (checks & AKIS_CHECK_CRL))
        outcome = trust_crl(trust, x509);
    return outcome;
}

struct akis_result akis_validate(struct akis_trust *trust,
                                 const struct akis_certificate *certificate, unsigned checks)
{
    const unsigned char *at = certificate->der;
    X509 *x509 = d2i_X509(NULL, &at, (long)certificate->size);

    if (!x509)
        return result_of(AKIS_BAD_ARGUMENT);
    pthread_mutex_lock(&trust->lock);
    struct akis_result result = result_of(trust_validate(trust, x509, checks));
    pthread_mutex_unlock(&trust->lock);
    if (result.outcome == AKIS_NOT_YET_VALID)
        result.until = certificate->not_before;
    X509_free(x509);
    return result;
}

struct akis_result akis_ocsp(struct akis_trust *trust, const struct akis_certificate *certificate,
                             char reason[AKIS_REASON])
{
    const unsigned char *at = certificate->der;
    X509 *x509 = d2i_X509(NULL, &at, (long)certificate->size);
    int code = -1;

    if (!x509)
        return result_of(AKIS_BAD_ARGUMENT);
    pthread_mutex_lock(&trust->lock);
    struct akis_result result = result_of(trust_ocsp(trust, x509, &code));
    pthread_mutex_unlock(&trust->lock);
    X509_free(x509);
    if (reason)
        snprintf(reason, AKIS_REASON, "%s", code < 0 ? "" : OCSP_crl_reason_str(code));
    return result;
}
