/* SPDX-License-Identifier: MIT */
/* What OCSP and CRL say of a certificate, by OpenSSL. */
#include "conformance/stage/witness.h"

#include <string.h>

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

/* A certificate with what stands above it. */
struct holder {
    X509 *certificate;
    X509 *issuer; /* borrowed from chain */
    STACK_OF(X509) * chain;
    X509_STORE *store;
};

static void holder_clear(struct holder *holder)
{
    X509_free(holder->certificate);
    sk_X509_pop_free(holder->chain, X509_free);
    X509_STORE_free(holder->store);
    memset(holder, 0, sizeof *holder);
    ERR_clear_error();
}

static bool read_chain(const char *file, struct holder *holder)
{
    BIO *in = BIO_new_file(file, "r");
    X509 *one;

    holder->chain = sk_X509_new_null();
    holder->store = X509_STORE_new();
    while (in && holder->chain && holder->store &&
           (one = PEM_read_bio_X509(in, NULL, NULL, NULL)) != NULL) {
        sk_X509_push(holder->chain, one);
        X509_STORE_add_cert(holder->store, one);
        if (X509_check_issued(one, holder->certificate) == X509_V_OK)
            holder->issuer = one;
    }
    BIO_free(in);
    return holder->issuer != NULL;
}

static bool holder_read(struct bytes der, const char *chain_file, struct holder *holder)
{
    const unsigned char *at = der.data;

    memset(holder, 0, sizeof *holder);
    holder->certificate = d2i_X509(NULL, &at, (long)der.size);
    if (holder->certificate && read_chain(chain_file, holder))
        return true;
    holder_clear(holder);
    return false;
}

bool witness_ocsp_ask(struct bytes certificate, const char *chain_file, struct buf *request)
{
    struct holder holder;
    OCSP_REQUEST *asked = OCSP_REQUEST_new();
    OCSP_CERTID *id = NULL;
    unsigned char *der = NULL;
    bool made = false;

    if (asked && holder_read(certificate, chain_file, &holder)) {
        id = OCSP_cert_to_id(NULL, holder.certificate, holder.issuer);
        if (id && OCSP_request_add0_id(asked, id)) {
            int size = i2d_OCSP_REQUEST(asked, &der);

            made = size > 0 && buf_add(request, bytes_of(der, (size_t)size));
        }
        holder_clear(&holder);
    }
    OPENSSL_free(der);
    OCSP_REQUEST_free(asked);
    return made;
}

static int64_t seconds_of(const ASN1_GENERALIZEDTIME *time)
{
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    int days = 0;
    int rest = 0;

    if (epoch && time)
        ASN1_TIME_diff(&days, &rest, epoch, time);
    ASN1_TIME_free(epoch);
    return (int64_t)days * 86400 + rest;
}

static void tell(struct witness_state *state, const char *status, int reason)
{
    snprintf(state->status, sizeof state->status, "%s", status);
    snprintf(state->reason, sizeof state->reason, "%s",
             reason >= 0 ? OCSP_crl_reason_str(reason) : "");
}

static void tell_revoked(struct witness_state *state, int reason)
{
    tell(state, reason == OCSP_REVOKED_STATUS_CERTIFICATEHOLD ? "held" : "revoked", reason);
}

static void read_status(OCSP_BASICRESP *basic, OCSP_CERTID *id, struct witness_state *state)
{
    ASN1_GENERALIZEDTIME *from = NULL;
    ASN1_GENERALIZEDTIME *until = NULL;
    ASN1_GENERALIZEDTIME *since = NULL;
    int reason = -1;
    int status = -1;

    OCSP_resp_find_status(basic, id, &status, &reason, &since, &from, &until);
    state->from = seconds_of(from);
    state->until = until ? seconds_of(until) : 0;
    state->since = since ? seconds_of(since) : 0;
    if (status == V_OCSP_CERTSTATUS_GOOD)
        tell(state, "good", -1);
    else if (status == V_OCSP_CERTSTATUS_REVOKED)
        tell_revoked(state, reason);
    else
        tell(state, "unknown", -1);
}

enum witness_result witness_ocsp_read(struct bytes response, struct bytes certificate,
                                      const char *chain_file, struct witness_state *state)
{
    const unsigned char *at = response.data;
    OCSP_RESPONSE *read = d2i_OCSP_RESPONSE(NULL, &at, (long)response.size);
    OCSP_BASICRESP *basic = read ? OCSP_response_get1_basic(read) : NULL;
    enum witness_result result = WITNESS_FAILED;
    struct holder holder;

    if (basic && holder_read(certificate, chain_file, &holder)) {
        OCSP_CERTID *id = OCSP_cert_to_id(NULL, holder.certificate, holder.issuer);

        X509_VERIFY_PARAM_set_flags(X509_STORE_get0_param(holder.store), X509_V_FLAG_NO_CHECK_TIME);
        result = OCSP_basic_verify(basic, holder.chain, holder.store, 0) == 1 ? WITNESS_HOLDS
                                                                              : WITNESS_DIFFERS;
        if (id)
            read_status(basic, id, state);
        OCSP_CERTID_free(id);
        holder_clear(&holder);
    }
    OCSP_BASICRESP_free(basic);
    OCSP_RESPONSE_free(read);
    return result;
}

static void read_entry(X509_CRL *crl, X509 *certificate, struct witness_state *state)
{
    X509_REVOKED *entry = NULL;
    int reason = -1;

    if (X509_CRL_get0_by_cert(crl, &entry, certificate) != 1) {
        tell(state, "good", -1);
        return;
    }
    ASN1_ENUMERATED *code = X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, NULL, NULL);

    state->since = seconds_of(X509_REVOKED_get0_revocationDate(entry));
    if (code)
        reason = (int)ASN1_ENUMERATED_get(code);
    ASN1_ENUMERATED_free(code);
    tell_revoked(state, reason);
}

enum witness_result witness_crl_read(struct bytes der, struct bytes certificate,
                                     const char *chain_file, struct witness_state *state)
{
    const unsigned char *at = der.data;
    X509_CRL *crl = d2i_X509_CRL(NULL, &at, (long)der.size);
    enum witness_result result = WITNESS_FAILED;
    struct holder holder;

    if (crl && holder_read(certificate, chain_file, &holder)) {
        EVP_PKEY *key = X509_get0_pubkey(holder.issuer);

        result = X509_CRL_verify(crl, key) == 1 ? WITNESS_HOLDS : WITNESS_DIFFERS;
        state->from = seconds_of(X509_CRL_get0_lastUpdate(crl));
        state->until = seconds_of(X509_CRL_get0_nextUpdate(crl));
        read_entry(crl, holder.certificate, state);
        holder_clear(&holder);
    }
    X509_CRL_free(crl);
    return result;
}
