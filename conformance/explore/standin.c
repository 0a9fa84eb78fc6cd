/* SPDX-License-Identifier: MIT */
/* Cryptography that is none, but fast: see standin.h. */
#include "conformance/explore/standin.h"

enum { MODULUS = 128, FIELD_SIZE = 32, CMAC = 16 };

/* Stirs bytes into a number (FNV-1a's step, splitmix64's end). */
static uint64_t stir(uint64_t seed, struct bytes bytes)
{
    uint64_t mixed = seed ^ 0xCBF29CE484222325u;

    for (size_t i = 0; i < bytes.size; i++)
        mixed = (mixed ^ bytes.data[i]) * 0x100000001B3u;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
    return mixed ^ mixed >> 31;
}

static enum crypto_result put(uint64_t seed, size_t size, struct buf *out)
{
    for (size_t i = 0; i < size; i++) {
        if (i % 8 == 0)
            seed = stir(seed, bytes_of(&seed, sizeof seed));
        if (!buf_add_byte(out, (uint8_t)(seed >> 8 * (i % 8))))
            return CRYPTO_FAILED;
    }
    return CRYPTO_OK;
}

static enum crypto_result rsa_raw(void *context, struct bytes key, struct bytes block,
                                  struct buf *out)
{
    (void)context;
    return block.size == MODULUS ? put(stir(stir(1, key), block), MODULUS, out) : CRYPTO_BAD_INPUT;
}

static enum crypto_result rsa_pss(void *context, struct bytes key, enum crypto_hash hash,
                                  struct bytes digest, struct buf *out)
{
    (void)context;
    return put(stir(stir(2 + (uint64_t)hash, key), digest), MODULUS, out);
}

static enum crypto_result ecdsa(void *context, struct bytes key, struct bytes digest,
                                struct buf *out)
{
    (void)context;
    return put(stir(stir(7, key), digest), 2 * (size_t)FIELD_SIZE, out);
}

static enum crypto_result generate(void *context, const char *kind, struct buf *key)
{
    (void)context;
    return buf_add(key, bytes_text(kind)) ? CRYPTO_OK : CRYPTO_FAILED;
}

/* SubjectPublicKeyInfo of RSA-1024 (RFC 8017, A.1.1): the head, the modulus, the exponent. */
static enum crypto_result public_of(void *context, struct bytes key, struct buf *spki)
{
    static const uint8_t head[] = {0x30, 0x81, 0x9F, 0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48,
                                   0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00, 0x03, 0x81,
                                   0x8D, 0x00, 0x30, 0x81, 0x89, 0x02, 0x81, 0x81, 0x00, 0xC5};
    static const uint8_t tail[] = {0x02, 0x03, 0x01, 0x00, 0x01};

    (void)context;
    if (!buf_add(spki, bytes_of(head, sizeof head)) ||
        put(stir(8, key), MODULUS - 1, spki) != CRYPTO_OK ||
        !buf_add(spki, bytes_of(tail, sizeof tail)))
        return CRYPTO_FAILED;
    return CRYPTO_OK;
}

static enum crypto_result digest(void *context, enum crypto_hash hash, struct bytes data,
                                 struct buf *out)
{
    static const size_t sizes[] = {
        [CRYPTO_SHA1] = 20, [CRYPTO_SHA256] = 32, [CRYPTO_SHA384] = 48, [CRYPTO_SHA512] = 64};
    struct standin *standin = context;

    standin->digests++;
    return put(stir(9 + (uint64_t)hash, data), sizes[hash], out);
}

static enum crypto_result cmac(void *context, const uint8_t key[32], struct bytes data,
                               uint8_t mac[16])
{
    struct buf out = buf_over(mac, CMAC);

    (void)context;
    return put(stir(stir(14, bytes_of(key, 32)), data), CMAC, &out);
}

struct crypto_port standin_port(struct standin *standin)
{
    return (struct crypto_port){rsa_raw,   rsa_pss, ecdsa, generate,
                                public_of, digest,  cmac,  standin};
}
