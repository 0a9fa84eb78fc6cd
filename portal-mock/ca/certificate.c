/* SPDX-License-Identifier: MIT */
/* How a certificate is put together: see certificate.h. */
#include "portal-mock/ca/certificate.h"

#include <openssl/x509v3.h>
#include <string.h>

static bool set_serial(X509 *certificate, const uint8_t serial[CERTIFICATE_SERIAL])
{
    BIGNUM *number = BN_bin2bn(serial, CERTIFICATE_SERIAL, NULL);
    bool set = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));

    BN_free(number);
    return set;
}

static bool set_subject(X509 *certificate, const struct draft *draft)
{
    X509_NAME *name = X509_get_subject_name(certificate);

    for (size_t i = 0; i < draft->subject_parts; i++) {
        const struct name_part *part = &draft->subject[i];
        const unsigned char *text = (const unsigned char *)part->text;
        if (!X509_NAME_add_entry_by_NID(name, part->nid, MBSTRING_UTF8, text, -1, -1, 0))
            return false;
    }
    return true;
}

static bool set_validity(X509 *certificate, const struct draft *draft)
{
    return ASN1_TIME_set(X509_getm_notBefore(certificate), draft->not_before) &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), draft->not_after);
}

X509_EXTENSION *extension_from_text(const struct draft *draft, int nid, const char *text)
{
    return X509V3_EXT_conf_nid(NULL, draft->context, nid, text);
}

static bool add_extension(X509 *certificate, const struct draft *draft, const struct extension *row)
{
    X509_EXTENSION *extension;
    bool added;

    if (row->wanted && !row->wanted(draft))
        return true;
    extension = row->make ? row->make(draft) : extension_from_text(draft, row->nid, row->text);
    added = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

static bool add_extensions(X509 *certificate, const struct draft *draft, X509 *issuer)
{
    struct draft whole = *draft;
    X509V3_CTX context;

    X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
    whole.context = &context;
    for (size_t i = 0; i < draft->extension_count; i++) {
        if (!add_extension(certificate, &whole, &draft->extensions[i]))
            return false;
    }
    return true;
}

X509 *certificate_make(const struct draft *draft)
{
    X509 *certificate = X509_new();
    X509 *issuer = draft->issuer ? draft->issuer->certificate : certificate;
    EVP_PKEY *signer = draft->issuer ? draft->issuer->key : draft->key;

    if (certificate && X509_set_version(certificate, X509_VERSION_3) &&
        set_serial(certificate, draft->serial) && set_subject(certificate, draft) &&
        X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) &&
        set_validity(certificate, draft) && X509_set_pubkey(certificate, draft->key) &&
        add_extensions(certificate, draft, issuer) && X509_sign(certificate, signer, draft->digest))
        return certificate;
    X509_free(certificate);
    return NULL;
}

enum ca_result certificate_der(const X509 *certificate, struct blob *der)
{
    unsigned char *encoded = NULL;
    int size = i2d_X509(certificate, &encoded);
    bool copied;

    if (size < 0)
        return CA_CRYPTO_FAILED;
    copied = blob_copy(bytes_of(encoded, (size_t)size), der);
    OPENSSL_free(encoded);
    return copied ? CA_OK : CA_NO_MEMORY;
}
