/* SPDX-License-Identifier: MIT */
/* A certificate's public key: the proof of what the card signed, and sealing for it. */
#include "sim/engine/pki/nettle.h"
#include "sim/engine/pki/openssl.h"
#include "sim/engine/pki/pki.h"

#include <stdlib.h>
#include <string.h>

struct pki_key {
    EVP_PKEY *key;
    uint8_t *certificate; /* whose it is */
    size_t size;
    EVP_PKEY_CTX *ready; /* for the last proof's scheme and hash: the next is mostly the same */
    enum akis_scheme scheme;
    enum akis_hash hash;
    bool p384; /* then `point` is its x and y */
    uint8_t point[P384_POINT];
};

static bool coordinate(const EVP_PKEY *key, const char *which, uint8_t out[P384_FIELD])
{
    BIGNUM *number = NULL;
    bool taken = EVP_PKEY_get_bn_param(key, which, &number) == 1 &&
                 BN_bn2binpad(number, out, P384_FIELD) == P384_FIELD;

    BN_free(number);
    return taken;
}

/* A key whose curve is given by explicit parameters has no name here, and stays with OpenSSL. */
static void prepare_p384(struct pki_key *key)
{
    char group[32] = "";
    size_t size = 0;

    key->p384 = EVP_PKEY_get_base_id(key->key) == EVP_PKEY_EC &&
                EVP_PKEY_get_group_name(key->key, group, sizeof group, &size) == 1 &&
                strcmp(group, SN_secp384r1) == 0 &&
                coordinate(key->key, OSSL_PKEY_PARAM_EC_PUB_X, key->point) &&
                coordinate(key->key, OSSL_PKEY_PARAM_EC_PUB_Y, key->point + P384_FIELD);
}

bool pki_key_of(struct bytes certificate, struct pki_key **key)
{
    const unsigned char *at = certificate.data;

    if (*key && bytes_equal(bytes_of((*key)->certificate, (*key)->size), certificate))
        return true;
    pki_key_free(key);
    X509 *x509 = certificate.size > 0 ? d2i_X509(NULL, &at, (long)certificate.size) : NULL;
    struct pki_key *made = calloc(1, sizeof *made);
    if (made && x509) {
        made->key = X509_get_pubkey(x509);
        made->certificate = malloc(certificate.size);
        made->size = certificate.size;
    }
    X509_free(x509);
    if (made && made->key)
        prepare_p384(made);
    ERR_clear_error();
    if (!made || !made->key || !made->certificate) {
        pki_key_free(&made);
        return false;
    }
    memcpy(made->certificate, certificate.data, certificate.size);
    *key = made;
    return true;
}

void pki_key_free(struct pki_key **key)
{
    if (!*key)
        return;
    EVP_PKEY_CTX_free((*key)->ready);
    EVP_PKEY_free((*key)->key);
    free((*key)->certificate);
    free(*key);
    *key = NULL;
}

/* Bytes that need not be a DigestInfo, with padding or a whole block: proved by what the public
 * key recovers. */
static bool is_bare(enum akis_scheme scheme, enum akis_hash hash)
{
    return scheme == AKIS_RSA_RAW || (scheme == AKIS_RSA_PKCS1 && hash == AKIS_NO_HASH);
}

static int bare_padding(enum akis_scheme scheme)
{
    return scheme == AKIS_RSA_RAW ? RSA_NO_PADDING : RSA_PKCS1_PADDING;
}

static bool set_up(EVP_PKEY_CTX *context, enum akis_scheme scheme, enum akis_hash hash)
{
    if (is_bare(scheme, hash))
        return EVP_PKEY_verify_recover_init(context) == 1 &&
               EVP_PKEY_CTX_set_rsa_padding(context, bare_padding(scheme)) == 1;
    if (EVP_PKEY_verify_init(context) != 1)
        return false;
    if (scheme == AKIS_ECDSA || scheme == AKIS_ECDSA_DER)
        return true;
    const int padding = scheme == AKIS_RSA_PSS ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING;
    return EVP_PKEY_CTX_set_rsa_padding(context, padding) == 1 &&
           EVP_PKEY_CTX_set_signature_md(context, pki_md(hash)) == 1;
}

static void forget(struct pki_key *key)
{
    EVP_PKEY_CTX_free(key->ready);
    key->ready = NULL;
}

static bool make_ready(struct pki_key *key, enum akis_scheme scheme, enum akis_hash hash)
{
    if (key->ready && key->scheme == scheme && key->hash == hash)
        return true;
    forget(key);
    key->ready = EVP_PKEY_CTX_new(key->key, NULL);
    key->scheme = scheme;
    key->hash = hash;
    return key->ready && set_up(key->ready, scheme, hash);
}

static bool recovers(EVP_PKEY_CTX *context, struct bytes info, struct bytes signature)
{
    uint8_t room[PKI_BLOCK_MAX];
    size_t size = sizeof room;

    return EVP_PKEY_verify_recover(context, room, &size, signature.data, signature.size) == 1 &&
           bytes_equal(bytes_of(room, size), info);
}

static bool proves(EVP_PKEY_CTX *context, enum akis_scheme scheme, struct bytes digest,
                   struct bytes signature)
{
    uint8_t room[PKI_BLOCK_MAX];
    struct buf der = buf_over(room, sizeof room);

    if (scheme == AKIS_ECDSA || scheme == AKIS_ECDSA_DER) {
        if (pki_ecdsa_der(signature, &der) != AKIS_OK)
            return false;
        signature = buf_bytes(&der);
    }
    return EVP_PKEY_verify(context, signature.data, signature.size, digest.data, digest.size) == 1;
}

bool pki_verifies(struct pki_key *key, enum akis_scheme scheme, enum akis_hash hash,
                  struct bytes digest, struct bytes signature)
{
    bool holds = false;

    if (signature.size == 0)
        return false;
    if (key->p384 && (scheme == AKIS_ECDSA || scheme == AKIS_ECDSA_DER))
        return p384_verifies(key->point, digest, signature);
    if (make_ready(key, scheme, hash))
        holds = is_bare(scheme, hash) ? recovers(key->ready, digest, signature)
                                      : proves(key->ready, scheme, digest, signature);
    if (!holds)
        forget(key);
    ERR_clear_error();
    return holds;
}

enum akis_outcome pki_encrypt(struct bytes certificate, enum akis_scheme scheme, struct bytes plain,
                              struct buf *cipher)
{
    struct pki_key *key = NULL;
    uint8_t room[PKI_BLOCK_MAX];
    size_t made = sizeof room;

    if (!pki_key_of(certificate, &key))
        return AKIS_FAILED;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key->key, NULL);
    bool done = context && EVP_PKEY_encrypt_init(context) == 1 &&
                EVP_PKEY_CTX_set_rsa_padding(context, bare_padding(scheme)) == 1;
    const bool ready = done;
    done = done && EVP_PKEY_encrypt(context, room, &made, plain.data, plain.size) == 1 &&
           buf_add(cipher, bytes_of(room, made));
    EVP_PKEY_CTX_free(context);
    pki_key_free(&key);
    ERR_clear_error();
    if (done)
        return AKIS_OK;
    return ready ? AKIS_BAD_ARGUMENT : AKIS_FAILED;
}

enum akis_outcome pki_seal(struct bytes certificate, uint8_t *secret, size_t size,
                           struct buf *cipher)
{
    if (RAND_bytes(secret, (int)size) != 1)
        return AKIS_FAILED;
    return pki_encrypt(certificate, AKIS_RSA_PKCS1, bytes_of(secret, size), cipher);
}
