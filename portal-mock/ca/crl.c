/* SPDX-License-Identifier: MIT */
/*
 * Revocation lists (RFC 5280, 5): complete ones, made afresh at each asking, so that they tell what
 * OCSP tells. A lifted hold is simply no longer in them. The list's number is the second of its
 * making: it grows as the clock does and needs no place to be kept.
 */
#include <openssl/x509v3.h>

#include "portal-mock/ca/publish.h"
#include "sim/base/hex.h"

struct listing {
    X509_CRL *list;
    enum line_kind kind;
    bool failed;
};

static bool set_reason(X509_REVOKED *entry, int reason)
{
    ASN1_ENUMERATED *value;
    bool set;

    if (reason == CRL_REASON_UNSPECIFIED) /* RFC 5280, 5.3.1: absent rather than 0 */
        return true;
    value = ASN1_ENUMERATED_new();
    set = value && ASN1_ENUMERATED_set(value, reason) &&
          X509_REVOKED_add1_ext_i2d(entry, NID_crl_reason, value, 0, 0) == 1;
    ASN1_ENUMERATED_free(value);
    return set;
}

static bool set_serial(X509_REVOKED *entry, const char *serial)
{
    BIGNUM *number = NULL;
    ASN1_INTEGER *value = NULL;
    bool set;

    if (BN_hex2bn(&number, serial) > 0)
        value = BN_to_ASN1_INTEGER(number, NULL);
    set = value && X509_REVOKED_set_serialNumber(entry, value) == 1;
    ASN1_INTEGER_free(value);
    BN_free(number);
    return set;
}

/* UTCTime up to 2049, as RFC 5280, 5.1.2.4 and 5.1.2.6 demand. */
static bool add_entry(X509_CRL *list, const char *serial, const struct ca_status *status)
{
    int reason = status->state == CA_STATE_HELD ? CRL_REASON_CERTIFICATE_HOLD : status->reason;
    X509_REVOKED *entry = X509_REVOKED_new();
    ASN1_TIME *since = ASN1_TIME_set(NULL, status->since);
    bool added = entry && since && set_serial(entry, serial) &&
                 X509_REVOKED_set_revocationDate(entry, since) == 1 && set_reason(entry, reason) &&
                 X509_CRL_add0_revoked(list, entry) == 1;

    ASN1_TIME_free(since);
    if (!added)
        X509_REVOKED_free(entry);
    return added;
}

static bool visit(void *visitor, const char *serial, const struct ca_status *status)
{
    struct listing *listing = visitor;

    if (!line_issued(listing->kind, serial))
        return true;
    if (status->state == CA_STATE_HELD || status->state == CA_STATE_REVOKED)
        listing->failed = !add_entry(listing->list, serial, status);
    return !listing->failed;
}

static bool set_times(X509_CRL *list, int64_t now)
{
    ASN1_TIME *this_update = ASN1_TIME_set(NULL, now);
    ASN1_TIME *next_update = ASN1_TIME_set(NULL, now + PUBLISHED_FOR);
    bool set = this_update && next_update && X509_CRL_set1_lastUpdate(list, this_update) == 1 &&
               X509_CRL_set1_nextUpdate(list, next_update) == 1;

    ASN1_TIME_free(this_update);
    ASN1_TIME_free(next_update);
    return set;
}

static bool set_extensions(X509_CRL *list, X509 *issuer, int64_t number)
{
    AUTHORITY_KEYID *authority = AUTHORITY_KEYID_new();
    ASN1_INTEGER *value = ASN1_INTEGER_new();
    bool set = false;

    if (authority && value && ASN1_INTEGER_set_int64(value, number)) {
        authority->keyid = ASN1_OCTET_STRING_dup(X509_get0_subject_key_id(issuer));
        set = authority->keyid &&
              X509_CRL_add1_ext_i2d(list, NID_authority_key_identifier, authority, 0, 0) == 1 &&
              X509_CRL_add1_ext_i2d(list, NID_crl_number, value, 0, 0) == 1;
    }
    ASN1_INTEGER_free(value);
    AUTHORITY_KEYID_free(authority);
    return set;
}

static enum ca_result fill(struct listing *listing, const struct authority *issuer,
                           enum line_member member, const struct ca_publication *publication)
{
    int64_t now = publication_time(publication);

    if (!X509_CRL_set_version(listing->list, X509_CRL_VERSION_2) ||
        !X509_CRL_set_issuer_name(listing->list, X509_get_subject_name(issuer->certificate)) ||
        !set_times(listing->list, now) || !set_extensions(listing->list, issuer->certificate, now))
        return CA_CRYPTO_FAILED;
    if (member == LINE_ISSUING &&
        !publication->status.each(publication->status.context, visit, listing))
        return CA_STORE_FAILED;
    return listing->failed ? CA_CRYPTO_FAILED : CA_OK;
}

static enum ca_result encode(const X509_CRL *list, enum ca_fault fault, struct blob *out)
{
    unsigned char *encoded = NULL;
    int size = i2d_X509_CRL(list, &encoded);
    bool copied;

    if (size <= 0)
        return CA_CRYPTO_FAILED;
    if (fault == CA_FAULT_BAD_SIGNATURE)
        encoded[size - 1] ^= 1; /* the signature stands last */
    copied = blob_copy(bytes_of(encoded, (size_t)size), out);
    OPENSSL_free(encoded);
    return copied ? CA_OK : CA_NO_MEMORY;
}

enum ca_result list_make(struct ca *ca, const struct line *line, enum line_member issuer,
                         const struct ca_publication *publication, struct blob *list)
{
    struct listing listing = {X509_CRL_new(), line->kind, false};
    const struct line *signing = line;
    enum ca_result result = CA_NO_MEMORY;

    if (listing.list)
        result = fill(&listing, &line->members[issuer], issuer, publication);
    if (result == CA_OK && publication->fault == CA_FAULT_WRONG_SIGNER)
        result = line_use(ca, LINE_FOREIGN, &signing);
    if (result == CA_OK && (X509_CRL_sort(listing.list) != 1 ||
                            X509_CRL_sign(listing.list, signing->members[issuer].key,
                                          line_digest(signing->kind)) <= 0))
        result = CA_CRYPTO_FAILED;
    if (result == CA_OK)
        result = encode(listing.list, publication->fault, list);
    X509_CRL_free(listing.list);
    return result;
}
