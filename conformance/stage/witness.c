/* SPDX-License-Identifier: MIT */
/* Certificates, signatures and base64, by OpenSSL. OCSP and CRL: witness_status.c. */
#include "conformance/stage/witness.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

static X509 *read_certificate(struct bytes der)
{
    const unsigned char *at = der.data;

    return der.size > 0 ? d2i_X509(NULL, &at, (long)der.size) : NULL;
}

/* r and s, each half of the bytes, as DER; the caller frees `der`. Length 0: not possible. */
static size_t raw_to_der(struct bytes raw, unsigned char **der)
{
    ECDSA_SIG *signature = ECDSA_SIG_new();
    int half = (int)(raw.size / 2);
    BIGNUM *r = BN_bin2bn(raw.data, half, NULL);
    BIGNUM *s = BN_bin2bn(raw.data + half, half, NULL);
    int size = 0;

    if (signature && r && s && ECDSA_SIG_set0(signature, r, s)) {
        size = i2d_ECDSA_SIG(signature, der);
    } else {
        BN_free(r);
        BN_free(s);
    }
    ECDSA_SIG_free(signature);
    return size > 0 ? (size_t)size : 0;
}

static bool set_padding(EVP_PKEY_CTX *context, const char *scheme)
{
    if (strcmp(scheme, "pss") == 0)
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) > 0;
    if (strcmp(scheme, "pkcs1") == 0)
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0;
    return true;
}

static bool verify_with(EVP_PKEY *key, const struct witness_signature *what, struct bytes signature)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    const EVP_MD *hash = EVP_get_digestbyname(what->hash);
    EVP_PKEY_CTX *padding = NULL;
    bool holds = context && hash && EVP_DigestVerifyInit(context, &padding, hash, NULL, key) == 1 &&
                 set_padding(padding, what->scheme) &&
                 EVP_DigestVerify(context, signature.data, signature.size, what->data.data,
                                  what->data.size) == 1;

    EVP_MD_CTX_free(context);
    return holds;
}

enum witness_result witness_verify(const struct witness_signature *what)
{
    X509 *certificate = read_certificate(what->certificate);
    EVP_PKEY *key = certificate ? X509_get0_pubkey(certificate) : NULL;
    struct bytes signature = what->signature;
    unsigned char *der = NULL;
    enum witness_result result = WITNESS_FAILED;

    if (key) {
        if (strcmp(what->scheme, "ecdsa-raw") == 0)
            signature = bytes_of(der, raw_to_der(what->signature, &der));
        if (der)
            signature.data = der;
        result = verify_with(key, what, signature) ? WITNESS_HOLDS : WITNESS_DIFFERS;
    }
    OPENSSL_free(der);
    X509_free(certificate);
    ERR_clear_error();
    return result;
}

bool witness_serial(struct bytes der, char serial[WITNESS_SERIAL])
{
    X509 *certificate = read_certificate(der);
    BIGNUM *number =
        certificate ? ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), NULL) : NULL;
    char *text = number ? BN_bn2hex(number) : NULL;
    bool fits = text && strlen(text) < WITNESS_SERIAL;

    if (fits)
        memcpy(serial, text, strlen(text) + 1);
    OPENSSL_free(text);
    BN_free(number);
    X509_free(certificate);
    return fits;
}

static bool seconds_of(const ASN1_TIME *time, int64_t *seconds)
{
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    int days;
    int rest;
    bool read = epoch && ASN1_TIME_diff(&days, &rest, epoch, time) == 1;

    if (read)
        *seconds = (int64_t)days * 86400 + rest;
    ASN1_TIME_free(epoch);
    return read;
}

bool witness_validity(struct bytes der, int64_t *from, int64_t *until)
{
    X509 *certificate = read_certificate(der);
    bool read = certificate && seconds_of(X509_get0_notBefore(certificate), from) &&
                seconds_of(X509_get0_notAfter(certificate), until);

    X509_free(certificate);
    return read;
}

bool witness_pem(const char *pem, struct buf *der)
{
    BIO *in = BIO_new_mem_buf(pem, -1);
    X509 *certificate = in ? PEM_read_bio_X509(in, NULL, NULL, NULL) : NULL;
    unsigned char *bytes = NULL;
    int size = certificate ? i2d_X509(certificate, &bytes) : 0;
    bool read = size > 0 && buf_add(der, bytes_of(bytes, (size_t)size));

    OPENSSL_free(bytes);
    X509_free(certificate);
    BIO_free(in);
    return read;
}

static int64_t signing_time(CMS_SignerInfo *signer)
{
    int at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
    X509_ATTRIBUTE *attribute = at < 0 ? NULL : CMS_signed_get_attr(signer, at);
    const ASN1_TYPE *value = X509_ATTRIBUTE_get0_type(attribute, 0);
    int64_t when = 0;

    if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME) ||
        !seconds_of(value->value.asn1_string, &when))
        return 0;
    return when;
}

static void name_of(const X509_ALGOR *algorithm, char name[WITNESS_STATUS])
{
    const ASN1_OBJECT *object = NULL;

    X509_ALGOR_get0(&object, NULL, NULL, algorithm);
    OBJ_obj2txt(name, WITNESS_STATUS, object, 0);
}

/* RFC 5652, 5.3: who verifies takes the hash from either. */
static bool fits(const X509_ALGOR *digest, const X509_ALGOR *signature)
{
    const ASN1_OBJECT *of_digest = NULL;
    const ASN1_OBJECT *of_signature = NULL;
    int hash = NID_undef;

    X509_ALGOR_get0(&of_digest, NULL, NULL, digest);
    X509_ALGOR_get0(&of_signature, NULL, NULL, signature);
    return OBJ_find_sigid_algs(OBJ_obj2nid(of_signature), &hash, NULL) != 1 || hash == NID_undef ||
           hash == OBJ_obj2nid(of_digest);
}

bool witness_cms_read(struct bytes cms, struct witness_signed *said)
{
    const unsigned char *at = cms.data;
    CMS_ContentInfo *info = cms.size > 0 ? d2i_CMS_ContentInfo(NULL, &at, (long)cms.size) : NULL;
    STACK_OF(CMS_SignerInfo) *signers = info ? CMS_get0_SignerInfos(info) : NULL;
    CMS_SignerInfo *signer =
        sk_CMS_SignerInfo_num(signers) == 1 ? sk_CMS_SignerInfo_value(signers, 0) : NULL;
    X509_ALGOR *digest = NULL;
    X509_ALGOR *signature = NULL;

    if (signer) {
        CMS_SignerInfo_get0_algs(signer, NULL, NULL, &digest, &signature);
        name_of(digest, said->digest);
        name_of(signature, said->signature);
        said->when = signing_time(signer);
        said->fits = fits(digest, signature);
    }
    CMS_ContentInfo_free(info);
    ERR_clear_error();
    return signer != NULL;
}

bool witness_cms_with(struct bytes cms, struct bytes certificate, struct buf *der)
{
    const unsigned char *at = cms.data;
    CMS_ContentInfo *info = cms.size > 0 ? d2i_CMS_ContentInfo(NULL, &at, (long)cms.size) : NULL;
    X509 *more = read_certificate(certificate);
    unsigned char *bytes = NULL;
    int size =
        info && more && CMS_add1_cert(info, more) == 1 ? i2d_CMS_ContentInfo(info, &bytes) : 0;
    bool added = size > 0 && buf_add(der, bytes_of(bytes, (size_t)size));

    OPENSSL_free(bytes);
    X509_free(more);
    CMS_ContentInfo_free(info);
    ERR_clear_error();
    return added;
}

bool witness_base64(struct bytes data, char *text, size_t size)
{
    if (size < (data.size + 2) / 3 * 4 + 1)
        return false;
    EVP_EncodeBlock((unsigned char *)text, data.data, (int)data.size);
    return true;
}

bool witness_unbase64(const char *text, struct buf *data)
{
    size_t length = strlen(text);
    size_t padding = 0;
    unsigned char *room;
    int size;
    bool read;

    while (padding < 2 && padding < length && text[length - 1 - padding] == '=')
        padding++;
    room = malloc(length + 4);
    if (!room)
        return false;
    size = EVP_DecodeBlock(room, (const unsigned char *)text, (int)length);
    read = size >= (int)padding && buf_add(data, bytes_of(room, (size_t)size - padding));
    free(room);
    return read;
}
