/* SPDX-License-Identifier: MIT */
/* The card's cryptography by OpenSSL 3: see crypto_openssl.h. */
#include "card/crypto_openssl.h"

#include "card/crypto_nettle.h"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/secret.h"

enum { CACHE = 8, MAC_SIZE = 16 };

/* One prepared key and the bytes it was made from. */
struct prepared {
    uint8_t *der;
    size_t size;
    EVP_PKEY *pkey;
    EVP_PKEY_CTX *raw; /* set up for rsa_raw, once it was asked for */
};

struct crypto_openssl {
    struct prepared cache[CACHE];
    size_t next; /* the row to give up next */
    EVP_MD *digests[4];
    EVP_MD_CTX *digest;
    EVP_MAC *cmac;
};

static const char *const digest_names[] = {"SHA1", "SHA256", "SHA384", "SHA512"};

struct crypto_openssl *crypto_openssl_new(void)
{
    struct crypto_openssl *made = calloc(1, sizeof *made);

    if (!made)
        return NULL;
    for (size_t i = 0; i < 4; i++)
        made->digests[i] = EVP_MD_fetch(NULL, digest_names[i], NULL);
    made->digest = EVP_MD_CTX_new();
    made->cmac = EVP_MAC_fetch(NULL, "CMAC", NULL);
    if (!made->digests[CRYPTO_SHA256] || !made->digest || !made->cmac)
        crypto_openssl_free(&made);
    return made;
}

static void drop(struct prepared *prepared)
{
    if (prepared->der)
        secret_wipe(prepared->der, prepared->size);
    free(prepared->der);
    EVP_PKEY_CTX_free(prepared->raw);
    EVP_PKEY_free(prepared->pkey);
    *prepared = (struct prepared){NULL, 0, NULL, NULL};
}

void crypto_openssl_free(struct crypto_openssl **crypto)
{
    if (!*crypto)
        return;
    for (size_t i = 0; i < CACHE; i++)
        drop(&(*crypto)->cache[i]);
    for (size_t i = 0; i < 4; i++)
        EVP_MD_free((*crypto)->digests[i]);
    EVP_MD_CTX_free((*crypto)->digest);
    EVP_MAC_free((*crypto)->cmac);
    free(*crypto);
    *crypto = NULL;
}

static EVP_PKEY *parse(struct bytes key)
{
    const unsigned char *at = key.data;
    PKCS8_PRIV_KEY_INFO *info = d2i_PKCS8_PRIV_KEY_INFO(NULL, &at, (long)key.size);
    EVP_PKEY *pkey = info && at == key.data + key.size ? EVP_PKCS82PKEY(info) : NULL;

    PKCS8_PRIV_KEY_INFO_free(info);
    ERR_clear_error();
    return pkey;
}

/* The row of a key; the cache keeps it. */
static struct prepared *row_of(struct crypto_openssl *crypto, struct bytes key)
{
    for (size_t i = 0; i < CACHE; i++) {
        struct prepared *row = &crypto->cache[i];
        if (row->pkey && row->size == key.size && secret_equal(row->der, key.data, key.size))
            return row;
    }
    struct prepared fresh = {malloc(key.size + 1), key.size, parse(key), NULL};
    if (!fresh.der || !fresh.pkey) {
        fresh.size = 0;
        drop(&fresh);
        return NULL;
    }
    memcpy(fresh.der, key.data, key.size);
    struct prepared *row = &crypto->cache[crypto->next];
    drop(row);
    *row = fresh;
    crypto->next = (crypto->next + 1) % CACHE;
    return row;
}

static EVP_PKEY *pkey_of(struct crypto_openssl *crypto, struct bytes key)
{
    const struct prepared *row = row_of(crypto, key);

    return row ? row->pkey : NULL;
}

/* The context of one operation, with the key's kind checked; NULL and the reason in `result`. */
static EVP_PKEY_CTX *context_of(struct crypto_openssl *crypto, struct bytes key, int kind,
                                enum crypto_result *result)
{
    EVP_PKEY *pkey = pkey_of(crypto, key);

    *result = CRYPTO_BAD_KEY;
    if (!pkey || EVP_PKEY_get_base_id(pkey) != kind)
        return NULL;
    *result = CRYPTO_FAILED;
    return EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);
}

/* One EVP_PKEY_sign straight into `out`. */
static enum crypto_result finish_sign(EVP_PKEY_CTX *context, struct bytes input, struct buf *out)
{
    size_t size = out->capacity - out->size;

    if (EVP_PKEY_sign(context, out->data + out->size, &size, input.data, input.size) != 1) {
        ERR_clear_error();
        return CRYPTO_BAD_INPUT;
    }
    out->size += size;
    return CRYPTO_OK;
}

static EVP_PKEY_CTX *raw_context(EVP_PKEY *pkey)
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);

    if (context && EVP_PKEY_sign_init(context) == 1 &&
        EVP_PKEY_CTX_set_rsa_padding(context, RSA_NO_PADDING) == 1)
        return context;
    EVP_PKEY_CTX_free(context);
    return NULL;
}

/* OpenSSL blinds every private RSA operation unless told not to; nobody tells it here. */
static enum crypto_result rsa_raw(void *self, struct bytes key, struct bytes block, struct buf *out)
{
    struct prepared *row = row_of(self, key);

    if (!row || EVP_PKEY_get_base_id(row->pkey) != EVP_PKEY_RSA)
        return CRYPTO_BAD_KEY;
    if (!row->raw)
        row->raw = raw_context(row->pkey);
    return row->raw ? finish_sign(row->raw, block, out) : CRYPTO_FAILED;
}

static enum crypto_result rsa_pss(void *self, struct bytes key, enum crypto_hash hash,
                                  struct bytes digest, struct buf *out)
{
    struct crypto_openssl *crypto = self;
    enum crypto_result result;
    EVP_PKEY_CTX *context = context_of(crypto, key, EVP_PKEY_RSA, &result);

    if (context && EVP_PKEY_sign_init(context) == 1 &&
        EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
        EVP_PKEY_CTX_set_signature_md(context, crypto->digests[hash]) == 1 &&
        EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1)
        result = finish_sign(context, digest, out);
    EVP_PKEY_CTX_free(context);
    return result;
}

/* Turns ECDSA's DER into r and s of the field's length. */
static enum crypto_result flatten(const uint8_t *der, size_t size, size_t field, struct buf *out)
{
    const unsigned char *at = der;
    ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &at, (long)size);
    uint8_t flat[2 * 66];

    bool done = signature && field <= 66 &&
                BN_bn2binpad(ECDSA_SIG_get0_r(signature), flat, (int)field) == (int)field &&
                BN_bn2binpad(ECDSA_SIG_get0_s(signature), flat + field, (int)field) == (int)field &&
                buf_add(out, bytes_of(flat, 2 * field));
    ECDSA_SIG_free(signature);
    return done ? CRYPTO_OK : CRYPTO_FAILED;
}

static enum crypto_result ecdsa(void *self, struct bytes key, struct bytes digest, struct buf *out)
{
    enum crypto_result result = crypto_nettle_ecdsa(key, digest, out);

    if (result != CRYPTO_BAD_KEY)
        return result;
    EVP_PKEY_CTX *context = context_of(self, key, EVP_PKEY_EC, &result);
    uint8_t room[160];
    struct buf der = buf_over(room, sizeof room);

    if (context && EVP_PKEY_sign_init(context) == 1)
        result = finish_sign(context, digest, &der);
    if (result == CRYPTO_OK) {
        int bits = EVP_PKEY_get_bits(EVP_PKEY_CTX_get0_pkey(context));
        result = flatten(room, der.size, ((size_t)bits + 7) / 8, out);
    }
    EVP_PKEY_CTX_free(context);
    return result;
}

static EVP_PKEY *generate_kind(const char *kind)
{
    if (strncmp(kind, "rsa", 3) == 0) {
        size_t bits = (size_t)strtoul(kind + 3, NULL, 10);
        return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", bits);
    }
    if (strcmp(kind, "p256") == 0)
        return EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
    if (strcmp(kind, "p384") == 0)
        return EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-384");
    return NULL;
}

static enum crypto_result generate(void *self, const char *kind, struct buf *key)
{
    EVP_PKEY *pkey = generate_kind(kind);
    PKCS8_PRIV_KEY_INFO *info = pkey ? EVP_PKEY2PKCS8(pkey) : NULL;
    unsigned char *der = NULL;
    int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info, &der) : -1;

    (void)self;
    bool done = size > 0 && buf_add(key, bytes_of(der, (size_t)size));
    if (der)
        OPENSSL_clear_free(der, (size_t)size);
    PKCS8_PRIV_KEY_INFO_free(info);
    EVP_PKEY_free(pkey);
    ERR_clear_error();
    return done ? CRYPTO_OK : CRYPTO_FAILED;
}

static enum crypto_result public_of(void *self, struct bytes key, struct buf *spki)
{
    EVP_PKEY *pkey = pkey_of(self, key);
    unsigned char *der = NULL;
    int size = pkey ? i2d_PUBKEY(pkey, &der) : -1;
    bool done = size > 0 && buf_add(spki, bytes_of(der, (size_t)size));

    OPENSSL_free(der);
    if (!pkey)
        return CRYPTO_BAD_KEY;
    return done ? CRYPTO_OK : CRYPTO_FAILED;
}

static enum crypto_result digest(void *self, enum crypto_hash hash, struct bytes data,
                                 struct buf *out)
{
    struct crypto_openssl *crypto = self;
    uint8_t value[EVP_MAX_MD_SIZE];
    unsigned size = 0;

    bool done = EVP_DigestInit_ex2(crypto->digest, crypto->digests[hash], NULL) == 1 &&
                EVP_DigestUpdate(crypto->digest, data.data, data.size) == 1 &&
                EVP_DigestFinal_ex(crypto->digest, value, &size) == 1 &&
                buf_add(out, bytes_of(value, size));
    secret_wipe(value, sizeof value);
    return done ? CRYPTO_OK : CRYPTO_FAILED;
}

static enum crypto_result cmac(void *self, const uint8_t key[32], struct bytes data,
                               uint8_t mac[MAC_SIZE])
{
    struct crypto_openssl *crypto = self;
    char cipher[] = "AES-256-CBC";
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, cipher, 0),
        OSSL_PARAM_construct_end(),
    };
    EVP_MAC_CTX *context = EVP_MAC_CTX_new(crypto->cmac);
    size_t size = 0;

    bool done = context && EVP_MAC_init(context, key, 32, parameters) == 1 &&
                EVP_MAC_update(context, data.data, data.size) == 1 &&
                EVP_MAC_final(context, mac, &size, MAC_SIZE) == 1 && size == MAC_SIZE;
    EVP_MAC_CTX_free(context);
    return done ? CRYPTO_OK : CRYPTO_FAILED;
}

struct crypto_port crypto_openssl_port(struct crypto_openssl *crypto)
{
    return (struct crypto_port){rsa_raw, rsa_pss, ecdsa, generate, public_of, digest, cmac, crypto};
}
