/* SPDX-License-Identifier: MIT */
/*
 * The card's port for cryptography. Keys are bytes in the card's own memory; an
 * adapter may keep prepared objects of its own outside, found by those bytes.
 * Adapters: OpenSSL and nettle (crypto_openssl.h), and a fast stand-in for state exploration.
 */
#ifndef CARD_CRYPTO_H
#define CARD_CRYPTO_H

#include "sim/base/bytes.h"

enum crypto_result {
    CRYPTO_OK,
    CRYPTO_BAD_KEY,   /* the bytes are no key of the kind asked for */
    CRYPTO_BAD_INPUT, /* wrong length, or no valid ciphertext */
    CRYPTO_FAILED,    /* the library refused, memory included */
};

enum crypto_hash { CRYPTO_SHA1, CRYPTO_SHA256, CRYPTO_SHA384, CRYPTO_SHA512 };

struct crypto_port {
    /* RSA private operation on a block as long as the modulus; blinded.
     * `key` is a DER PrivateKeyInfo (PKCS#8) everywhere in this port. */
    enum crypto_result (*rsa_raw)(void *context, struct bytes key, struct bytes block,
                                  struct buf *out);
    /* RSASSA-PSS over a digest, salt as long as the digest. */
    enum crypto_result (*rsa_pss)(void *context, struct bytes key, enum crypto_hash hash,
                                  struct bytes digest, struct buf *out);
    /* ECDSA over a digest; appends r and s, each as long as the field. */
    enum crypto_result (*ecdsa)(void *context, struct bytes key, struct bytes digest,
                                struct buf *out);
    /* A new key pair: `kind` is "rsa1024" … "rsa2816", "p256", "p384". */
    enum crypto_result (*generate)(void *context, const char *kind, struct buf *key);
    /* The SubjectPublicKeyInfo (DER) that belongs to a private key. */
    enum crypto_result (*public_of)(void *context, struct bytes key, struct buf *spki);
    enum crypto_result (*digest)(void *context, enum crypto_hash hash, struct bytes data,
                                 struct buf *out);
    /* AES-256-CMAC: 16 bytes. */
    enum crypto_result (*cmac)(void *context, const uint8_t key[32], struct bytes data,
                               uint8_t mac[16]);
    void *context;
};

#endif
