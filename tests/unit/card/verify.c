/* SPDX-License-Identifier: MIT */
/* Signatures as the rest of the world checks them: see verify.h. */
#include "tests/unit/card/verify.h"

#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

static EVP_PKEY *parse(struct bytes key)
{
    const unsigned char *at = key.data;

    return d2i_AutoPrivateKey(NULL, &at, (long)key.size);
}

static bool verify_rsa(struct bytes key, const char *hash, int padding, struct bytes digest,
                       struct bytes signature)
{
    EVP_PKEY *pkey = parse(key);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(pkey, NULL);

    bool right =
        EVP_PKEY_verify_init(context) == 1 && EVP_PKEY_CTX_set_rsa_padding(context, padding) == 1 &&
        EVP_PKEY_CTX_set_signature_md(context, EVP_get_digestbyname(hash)) == 1 &&
        EVP_PKEY_verify(context, signature.data, signature.size, digest.data, digest.size) == 1;
    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(pkey);
    return right;
}

bool verify_pkcs1(struct bytes key, const char *hash, struct bytes digest, struct bytes signature)
{
    return verify_rsa(key, hash, RSA_PKCS1_PADDING, digest, signature);
}

bool verify_pss(struct bytes key, const char *hash, struct bytes digest, struct bytes signature)
{
    return verify_rsa(key, hash, RSA_PKCS1_PSS_PADDING, digest, signature);
}

bool verify_ecdsa(struct bytes key, struct bytes digest, struct bytes signature)
{
    EVP_PKEY *pkey = parse(key);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(pkey, NULL);
    ECDSA_SIG *pair = ECDSA_SIG_new();
    int half = (int)(signature.size / 2);
    unsigned char *der = NULL;

    bool right = ECDSA_SIG_set0(pair, BN_bin2bn(signature.data, half, NULL),
                                BN_bin2bn(signature.data + half, half, NULL)) == 1;
    int size = i2d_ECDSA_SIG(pair, &der);
    right = right && size > 0 && EVP_PKEY_verify_init(context) == 1 &&
            EVP_PKEY_verify(context, der, (size_t)size, digest.data, digest.size) == 1;
    OPENSSL_free(der);
    ECDSA_SIG_free(pair);
    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(pkey);
    return right;
}

size_t encrypt_for(struct bytes key, struct bytes message, struct buf *cipher)
{
    EVP_PKEY *pkey = parse(key);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(pkey, NULL);
    size_t size = cipher->capacity - cipher->size;

    bool done = EVP_PKEY_encrypt_init(context) == 1 &&
                EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1 &&
                EVP_PKEY_encrypt(context, cipher->data + cipher->size, &size, message.data,
                                 message.size) == 1;
    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(pkey);
    cipher->size += done ? size : 0;
    return done ? size : 0;
}
