/* SPDX-License-Identifier: MIT */
/* Objects: for each certificate itself, its public key, and the private key on the card. All
 * that is told of the keys is read from the certificate. */
#include "sim/pkcs11/module.h"

#include <openssl/core_names.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const CK_BBOOL yes = CK_TRUE, no = CK_FALSE;

static bool add(struct object *object, CK_ATTRIBUTE_TYPE type, const void *value, size_t size)
{
    void *copy = malloc(size ? size : 1);

    if (!copy || object->count == ATTRIBUTES_MAX) {
        free(copy);
        return false;
    }
    if (size > 0)
        memcpy(copy, value, size);
    object->attributes[object->count++] = (CK_ATTRIBUTE){type, copy, size};
    return true;
}

static bool add_flag(struct object *object, CK_ATTRIBUTE_TYPE type, bool flag)
{
    return add(object, type, flag ? &yes : &no, sizeof yes);
}

static bool add_number(struct object *object, CK_ATTRIBUTE_TYPE type, CK_ULONG number)
{
    return add(object, type, &number, sizeof number);
}

/* DER that OpenSSL made; it is freed here. */
static bool add_der(struct object *object, CK_ATTRIBUTE_TYPE type, unsigned char *der, int size)
{
    bool added = size > 0 && add(object, type, der, (size_t)size);

    OPENSSL_free(der);
    return added;
}

static bool add_common(struct object *object, const struct akis_certificate *certificate)
{
    const char *label = certificate->label[0] ? certificate->label : certificate->name;

    return add_number(object, CKA_CLASS, object->class) && add_flag(object, CKA_TOKEN, true) &&
           add_flag(object, CKA_PRIVATE, object->class == CKO_PRIVATE_KEY) &&
           add_flag(object, CKA_MODIFIABLE, false) && add_flag(object, CKA_COPYABLE, false) &&
           add_flag(object, CKA_DESTROYABLE, false) &&
           add(object, CKA_LABEL, label, strlen(label)) &&
           add(object, CKA_ID, certificate->id, certificate->id_size);
}

/* The whole public key (2.40), on each of the three objects. */
static bool add_public_key(struct object *object, X509 *x509)
{
    unsigned char *der = NULL;
    int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509), &der);

    return add_der(object, CKA_PUBLIC_KEY_INFO, der, size);
}

/* CK_DATE: YYYYMMDD. */
static bool add_date(struct object *object, CK_ATTRIBUTE_TYPE type, int64_t seconds)
{
    const time_t time = (time_t)seconds;
    struct tm date;
    char text[32];

    return gmtime_r(&time, &date) && strftime(text, sizeof text, "%Y%m%d", &date) == 8 &&
           add(object, type, text, 8);
}

static bool add_certificate(struct object *object, const struct akis_certificate *certificate,
                            X509 *x509)
{
    unsigned char *subject = NULL, *issuer = NULL, *serial = NULL;
    int subject_size = i2d_X509_NAME(X509_get_subject_name(x509), &subject);
    int issuer_size = i2d_X509_NAME(X509_get_issuer_name(x509), &issuer);
    int serial_size = i2d_ASN1_INTEGER(X509_get0_serialNumber(x509), &serial);
    bool added = add_number(object, CKA_CERTIFICATE_TYPE, CKC_X_509) &&
                 add_flag(object, CKA_TRUSTED, false) &&
                 add_number(object, CKA_CERTIFICATE_CATEGORY, 1) && /* token user */
                 add(object, CKA_VALUE, certificate->der, certificate->size) &&
                 add_date(object, CKA_START_DATE, certificate->not_before) &&
                 add_date(object, CKA_END_DATE, certificate->not_after) &&
                 add_public_key(object, x509);

    added = add_der(object, CKA_SUBJECT, subject, subject_size) && added;
    added = add_der(object, CKA_ISSUER, issuer, issuer_size) && added;
    return add_der(object, CKA_SERIAL_NUMBER, serial, serial_size) && added;
}

static bool add_rsa(struct object *object, EVP_PKEY *key)
{
    BIGNUM *n = NULL, *e = NULL;
    unsigned char bytes[1024];
    bool added = EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_N, &n) == 1 &&
                 EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &e) == 1 &&
                 BN_num_bytes(n) <= (int)sizeof bytes && BN_num_bytes(e) <= (int)sizeof bytes &&
                 add(object, CKA_MODULUS, bytes, (size_t)BN_bn2bin(n, bytes)) &&
                 add(object, CKA_PUBLIC_EXPONENT, bytes, (size_t)BN_bn2bin(e, bytes)) &&
                 add_number(object, CKA_MODULUS_BITS, (CK_ULONG)BN_num_bits(n));

    BN_free(n);
    BN_free(e);
    return added;
}

/* CKA_EC_POINT is an OCTET STRING around the point (PKCS#11 2.40, 2.3.3). */
static bool add_point(struct object *object, EVP_PKEY *key)
{
    unsigned char point[256];
    size_t size = 0;
    unsigned char *der = NULL;
    ASN1_OCTET_STRING *octets = ASN1_OCTET_STRING_new();
    int der_size = -1;

    if (octets &&
        EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point, &size) &&
        ASN1_OCTET_STRING_set(octets, point, (int)size))
        der_size = i2d_ASN1_OCTET_STRING(octets, &der);
    ASN1_OCTET_STRING_free(octets);
    return add_der(object, CKA_EC_POINT, der, der_size);
}

static bool add_ec(struct object *object, EVP_PKEY *key)
{
    unsigned char *der = NULL;

    if (quirk(QUIRK_explicit_ec))
        EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_ENCODING,
                                       OSSL_PKEY_EC_ENCODING_EXPLICIT);
    int size = i2d_KeyParams(key, &der);
    return add_der(object, CKA_EC_PARAMS, der, size) && add_point(object, key);
}

/* The rest of a key object: what it may be used for, then its numbers. */
static bool add_key(struct object *object, X509 *x509)
{
    const bool private_key = object->class == CKO_PRIVATE_KEY;
    EVP_PKEY *key = X509_get0_pubkey(x509);
    const bool rsa = EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA;
    unsigned char *subject = NULL;
    int subject_size = i2d_X509_NAME(X509_get_subject_name(x509), &subject);
    bool added = add_number(object, CKA_KEY_TYPE, rsa ? CKK_RSA : CKK_EC) &&
                 add(object, CKA_START_DATE, NULL, 0) && add(object, CKA_END_DATE, NULL, 0) &&
                 add_flag(object, CKA_LOCAL, false) && add_flag(object, CKA_DERIVE, false) &&
                 add_number(object, CKA_KEY_GEN_MECHANISM, CK_UNAVAILABLE_INFORMATION) &&
                 add_flag(object, private_key ? CKA_WRAP_WITH_TRUSTED : CKA_TRUSTED, false) &&
                 add_public_key(object, x509) &&
                 add_flag(object, private_key ? CKA_DECRYPT : CKA_ENCRYPT, rsa) &&
                 add_flag(object, private_key ? CKA_SIGN : CKA_VERIFY,
                          !(private_key && quirk(QUIRK_no_cka_sign))) &&
                 add_flag(object, private_key ? CKA_SIGN_RECOVER : CKA_VERIFY_RECOVER, false) &&
                 add_flag(object, private_key ? CKA_UNWRAP : CKA_WRAP, false);

    added = add_der(object, CKA_SUBJECT, subject, subject_size) && added;
    if (private_key)
        added = added && add_flag(object, CKA_SENSITIVE, true) &&
                add_flag(object, CKA_ALWAYS_SENSITIVE, true) &&
                add_flag(object, CKA_EXTRACTABLE, false) &&
                add_flag(object, CKA_NEVER_EXTRACTABLE, true) &&
                add_flag(object, CKA_ALWAYS_AUTHENTICATE, false);
    return added && (rsa ? add_rsa(object, key) : add_ec(object, key));
}

static bool build(struct slot *slot, size_t certificate, CK_OBJECT_CLASS class, X509 *x509)
{
    struct object *object = &slot->objects[slot->object_count];

    if (slot->object_count == OBJECTS_MAX)
        return false;
    *object = (struct object){.class = class, .certificate = certificate};
    slot->object_count++;
    if (!add_common(object, &slot->certificates.items[certificate]))
        return false;
    return class == CKO_CERTIFICATE
               ? add_certificate(object, &slot->certificates.items[certificate], x509)
               : add_key(object, x509);
}

bool objects_build(struct slot *slot)
{
    bool built = true;

    for (size_t i = 0; built && i < slot->certificates.count; i++) {
        const unsigned char *at = slot->certificates.items[i].der;
        X509 *x509 = d2i_X509(NULL, &at, (long)slot->certificates.items[i].size);
        built = x509 && build(slot, i, CKO_CERTIFICATE, x509) &&
                build(slot, i, CKO_PUBLIC_KEY, x509) && build(slot, i, CKO_PRIVATE_KEY, x509);
        if (built && quirk(QUIRK_double_id))
            built = build(slot, i, CKO_PRIVATE_KEY, x509);
        X509_free(x509);
    }
    return built;
}

void objects_free(struct slot *slot)
{
    for (size_t i = 0; i < slot->object_count; i++) {
        for (size_t k = 0; k < slot->objects[i].count; k++)
            free(slot->objects[i].attributes[k].pValue);
    }
    slot->objects_gone += slot->object_count;
    slot->object_count = 0;
}
