/* SPDX-License-Identifier: MIT */
/* What a certificate says: its fields and the qualified profile, read with OpenSSL. */
#include "sim/engine/pki/pki.h"

#include "sim/base/calendar.h"
#include "sim/base/hex.h"
#include "sim/base/secret.h"
#include "sim/engine/pki/openssl.h"

#include <stdlib.h>
#include <string.h>

static void name_entry(const X509_NAME *name, int nid, char *text, size_t size)
{
    int at = X509_NAME_get_index_by_NID(name, nid, -1);
    unsigned char *utf8 = NULL;

    text[0] = '\0';
    if (at < 0)
        return;
    int length =
        ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (length > 0 && (size_t)length < size && !memchr(utf8, 0, (size_t)length)) {
        memcpy(text, utf8, (size_t)length);
        text[length] = '\0';
    }
    OPENSSL_free(utf8);
}

static int64_t seconds_of(const ASN1_TIME *time)
{
    struct tm tm;

    if (!ASN1_TIME_to_tm(time, &tm))
        return 0;
    const struct civil civil = {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                                tm.tm_hour,        tm.tm_min,     tm.tm_sec};
    return calendar_from_utc(&civil);
}

static bool serial_text(const X509 *x509, char *text, size_t size)
{
    const ASN1_INTEGER *serial = X509_get0_serialNumber(x509);
    struct bytes bytes =
        bytes_of(ASN1_STRING_get0_data(serial), (size_t)ASN1_STRING_length(serial));

    return hex_encode(bytes, text, size);
}

static bool key_of(X509 *x509, struct akis_certificate *certificate)
{
    EVP_PKEY *key = X509_get0_pubkey(x509);
    int kind = key ? EVP_PKEY_get_base_id(key) : EVP_PKEY_NONE;

    if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC)
        return false;
    certificate->kind = kind == EVP_PKEY_RSA ? AKIS_KEY_RSA : AKIS_KEY_EC;
    certificate->bits = (unsigned)EVP_PKEY_get_bits(key);
    return certificate->bits >= 256 && certificate->bits <= 8 * PKI_BLOCK_MAX;
}

static void keep_address(const ASN1_IA5STRING *address, char *text, size_t size)
{
    size_t length = (size_t)ASN1_STRING_length(address);

    if (length >= size || memchr(ASN1_STRING_get0_data(address), 0, length))
        return;
    memcpy(text, ASN1_STRING_get0_data(address), length);
    text[length] = '\0';
}

static void ocsp_address(X509 *x509, char *text, size_t size)
{
    AUTHORITY_INFO_ACCESS *access = X509_get_ext_d2i(x509, NID_info_access, NULL, NULL);

    for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access); i++) {
        const ACCESS_DESCRIPTION *each = sk_ACCESS_DESCRIPTION_value(access, i);
        if (OBJ_obj2nid(each->method) == NID_ad_OCSP && each->location->type == GEN_URI)
            keep_address(each->location->d.uniformResourceIdentifier, text, size);
    }
    AUTHORITY_INFO_ACCESS_free(access);
}

static void crl_address(X509 *x509, char *text, size_t size)
{
    CRL_DIST_POINTS *points = X509_get_ext_d2i(x509, NID_crl_distribution_points, NULL, NULL);

    for (int i = 0; i < sk_DIST_POINT_num(points); i++) {
        const DIST_POINT *point = sk_DIST_POINT_value(points, i);
        if (!point->distpoint || point->distpoint->type != 0)
            continue;
        const GENERAL_NAMES *names = point->distpoint->name.fullname;
        for (int k = 0; k < sk_GENERAL_NAME_num(names); k++) {
            const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, k);
            if (name->type == GEN_URI)
                keep_address(name->d.uniformResourceIdentifier, text, size);
        }
    }
    CRL_DIST_POINTS_free(points);
}

static bool holds(const ASN1_STRING *extension, const char *oid)
{
    unsigned char der[64];
    ASN1_OBJECT *object = OBJ_txt2obj(oid, 1);
    unsigned char *end = der;
    int size = object ? i2d_ASN1_OBJECT(object, NULL) : 0;
    bool found = false;

    if (size > 0 && size <= (int)sizeof der) {
        i2d_ASN1_OBJECT(object, &end);
        found = memmem(ASN1_STRING_get0_data(extension), (size_t)ASN1_STRING_length(extension), der,
                       (size_t)size) != NULL;
    }
    ASN1_OBJECT_free(object);
    return found;
}

/* Both statements that make a Turkish qualified certificate: ETSI's and law 5070's. */
static bool is_qualified(const X509 *x509)
{
    int at = X509_get_ext_by_NID(x509, NID_qcStatements, -1);

    if (at < 0)
        return false;
    const ASN1_STRING *value = X509_EXTENSION_get_data(X509_get_ext(x509, at));
    return holds(value, "0.4.0.1862.1.1") && holds(value, "2.16.792.1.61.0.1.5070.1.1");
}

enum akis_outcome pki_certificate(struct bytes der, struct akis_certificate *certificate)
{
    struct akis_certificate read = {0};
    const unsigned char *at = der.data;
    X509 *x509 = der.size > 0 ? d2i_X509(NULL, &at, (long)der.size) : NULL;
    enum akis_outcome outcome = AKIS_CARD_GARBLED;

    if (!x509 || !serial_text(x509, read.serial, sizeof read.serial) || !key_of(x509, &read))
        goto out;
    name_entry(X509_get_subject_name(x509), NID_commonName, read.name, sizeof read.name);
    name_entry(X509_get_subject_name(x509), NID_serialNumber, read.holder_id,
               sizeof read.holder_id);
    name_entry(X509_get_issuer_name(x509), NID_commonName, read.issuer, sizeof read.issuer);
    read.not_before = seconds_of(X509_get0_notBefore(x509));
    read.not_after = seconds_of(X509_get0_notAfter(x509));
    ocsp_address(x509, read.ocsp, sizeof read.ocsp);
    crl_address(x509, read.crl, sizeof read.crl);
    read.qualified = is_qualified(x509);
    read.size = (size_t)(at - der.data);
    read.der = malloc(read.size);
    outcome = read.der ? AKIS_OK : AKIS_NO_MEMORY;
    if (outcome == AKIS_OK) {
        memcpy(read.der, der.data, read.size);
        *certificate = read;
    }
out:
    ERR_clear_error();
    X509_free(x509);
    return outcome;
}

void akis_certificate_clear(struct akis_certificate *certificate)
{
    free(certificate->der);
    *certificate = (struct akis_certificate){0};
}

void akis_blob_free(struct akis_blob *blob)
{
    if (blob->data)
        secret_wipe(blob->data, blob->size);
    free(blob->data);
    *blob = (struct akis_blob){0};
}

char *pki_base64(struct bytes bytes)
{
    char *text = malloc(4 * (bytes.size / 3 + 1) + 1);

    if (text)
        EVP_EncodeBlock((unsigned char *)text, bytes.data, (int)bytes.size);
    return text;
}
