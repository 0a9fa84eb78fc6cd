/* SPDX-License-Identifier: MIT */
/*
 * What the private keys do: MANAGE SECURITY ENVIRONMENT chooses, PERFORM SECURITY OPERATION
 * signs, deciphers and hashes (ISO/IEC 7816-8, 11).
 */
#include <string.h>

#include "card/iso7816/tlv.h"
#include "card/key.h"
#include "sim/base/secret.h"

enum {
    MSE_V1_KEY = 0xC3,    /* P1 on v1.0: P2 is the key */
    MSE_SET = 0x41,       /* P1 on v2.x */
    TEMPLATE_SIGN = 0xB6, /* P2 on v2.x */
    TEMPLATE_DECIPHER = 0xB8,
    TEMPLATE_HASH = 0xAA,
    TAG_ALGORITHM = 0x80,
    TAG_KEY = 0x84,
    KEY_LOCAL = 0x80, /* v2.x writes 80 | reference */
    PSO_SIGN = 0x9E9A,
    PSO_DECIPHER = 0x8086,
    PSO_HASH = 0x9080,
    BLOCK_MAX = 352, /* RSA-2816 */
    PKCS1_LEAST = 11,
};

static enum sw word_of(enum crypto_result result)
{
    switch (result) {
    case CRYPTO_OK:
        return SW_OK;
    case CRYPTO_BAD_KEY:
        return SW_NO_REFERENCE;
    case CRYPTO_BAD_INPUT:
        return SW_WRONG_DATA;
    case CRYPTO_FAILED:
        return SW_UNKNOWN;
    }
    return SW_UNKNOWN;
}

static bool fits(const struct algorithm *algorithm, const struct key *key)
{
    return (key->kind == KEY_EC) == (algorithm->use == USE_ECDSA);
}

static enum sw set_key(struct card *card, struct bytes template, uint8_t decipher)
{
    struct environment *environment = &card->state.session.environment;
    const struct algorithm *algorithm = NULL;
    struct bytes value;
    struct key key;

    if (!tlv_find(template, TAG_KEY, &value) || value.size != 1)
        return SW_WRONG_DATA;
    if (!key_find(card, value.data[0] & (uint8_t)~KEY_LOCAL, &key))
        return SW_NO_REFERENCE;
    if (tlv_find(template, TAG_ALGORITHM, &value)) {
        if (value.size == 1)
            algorithm = profile_algorithm(card->profile, value.data[0]);
        if (!algorithm || !fits(algorithm, &key) || (algorithm->use == USE_DECIPHER) != decipher)
            return SW_WRONG_DATA;
    }
    environment->key = key.reference;
    environment->algorithm = algorithm ? algorithm->byte : 0;
    return SW_OK;
}

static enum sw set_hash(struct card *card, struct bytes template)
{
    struct bytes value;

    if (!tlv_find(template, TAG_ALGORITHM, &value) || value.size != 1 || value.data[0] < 1 ||
        value.data[0] > 4)
        return SW_WRONG_DATA;
    card->state.session.environment.hash = value.data[0];
    card->state.session.environment.digest_size = 0;
    return SW_OK;
}

enum sw cmd_mse(struct card *card, const struct capdu *in, struct buf *out)
{
    struct key key;

    (void)out;
    if (card->profile->family == V1) {
        if (in->p1 != MSE_V1_KEY || in->shape != BARE)
            return SW_PARAMETERS;
        if (!key_find(card, in->p2, &key))
            return SW_NO_REFERENCE;
        card->state.session.environment.key = in->p2;
        return SW_OK;
    }
    if (in->p1 != MSE_SET)
        return SW_PARAMETERS;
    switch (in->p2) {
    case TEMPLATE_SIGN:
    case TEMPLATE_DECIPHER:
        return set_key(card, in->data, in->p2 == TEMPLATE_DECIPHER);
    case TEMPLATE_HASH:
        return set_hash(card, in->data);
    default:
        return SW_PARAMETERS;
    }
}

/* PKCS#1 v1.5 around a DigestInfo (RFC 8017, 9.2), or the client's own block as it is. */
static enum sw sign_rsa(struct card *card, const struct key *key, struct bytes data,
                        struct buf *out)
{
    const struct crypto_port *crypto = &card->ports.crypto;
    uint8_t block[BLOCK_MAX];
    size_t size = ((size_t)key->bits + 7) / 8;

    if (data.size == size)
        return word_of(crypto->rsa_raw(crypto->context, key->der, data, out));
    if (size > BLOCK_MAX || data.size == 0 || data.size + PKCS1_LEAST > size)
        return SW_WRONG_DATA;
    memset(block, 0xFF, size);
    block[0] = 0x00;
    block[1] = 0x01;
    block[size - data.size - 1] = 0x00;
    memcpy(block + size - data.size, data.data, data.size);
    return word_of(crypto->rsa_raw(crypto->context, key->der, bytes_of(block, size), out));
}

static enum sw sign(struct card *card, struct bytes data, struct buf *out)
{
    const struct environment *environment = &card->state.session.environment;
    const struct crypto_port *crypto = &card->ports.crypto;
    const struct algorithm *algorithm = profile_algorithm(card->profile, environment->algorithm);
    struct key key;

    if (environment->key == 0)
        return SW_CONDITIONS;
    if (!key_find(card, environment->key, &key))
        return SW_NO_REFERENCE;
    if (key.kind == KEY_EC)
        return word_of(crypto->ecdsa(crypto->context, key.der, data, out));
    if (algorithm && algorithm->use == USE_RSA_PSS)
        return word_of(crypto->rsa_pss(crypto->context, key.der, algorithm->hash, data, out));
    return sign_rsa(card, &key, data, out);
}

/* The DigestInfo of what was hashed on the card (RFC 8017, 9.2, note 1), or the bare digest
 * where the algorithm wants that. */
static struct bytes hashed(const struct card *card, uint8_t room[128])
{
    static const uint8_t last_arc[] = {0, 0, 0x01, 0x02, 0x03};
    const struct environment *environment = &card->state.session.environment;
    const struct algorithm *algorithm = profile_algorithm(card->profile, environment->algorithm);
    struct bytes digest = bytes_of(environment->digest, environment->digest_size);
    uint8_t sha2[] = {0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x00, 0x05, 0x00};
    static const uint8_t sha1[] = {0x06, 0x05, 0x2B, 0x0E, 0x03, 0x02, 0x1A, 0x05, 0x00};
    struct buf out = buf_over(room, 128);
    struct key key;

    bool ec = key_find(card, environment->key, &key) && key.kind == KEY_EC;
    if (ec || (algorithm && algorithm->use == USE_RSA_PSS))
        return digest;
    sha2[10] = last_arc[environment->hash];
    struct bytes oid =
        environment->hash == 1 ? bytes_of(sha1, sizeof sha1) : bytes_of(sha2, sizeof sha2);
    bool built = tlv_put(&out, 0x30, oid) && tlv_put(&out, 0x04, digest) && tlv_wrap(&out, 0, 0x30);
    return built ? buf_bytes(&out) : bytes_of(NULL, 0);
}

static enum sw pso_sign(struct card *card, const struct capdu *in, struct buf *out)
{
    struct environment *environment = &card->state.session.environment;
    uint8_t room[128];

    if (in->data.size > 0)
        return sign(card, in->data, out);
    if (environment->digest_size == 0)
        return SW_CONDITIONS;
    enum sw sw = sign(card, hashed(card, room), out);
    environment->digest_size = 0;
    return sw;
}

/* Strips PKCS#1 v1.5 padding where it leads, else the raw block: OpenSC asks for both with one
 * command. */
static struct bytes unpadded(struct bytes block)
{
    if (block.size < PKCS1_LEAST || block.data[0] != 0x00 || block.data[1] != 0x02)
        return block;
    for (size_t i = PKCS1_LEAST - 1; i < block.size; i++)
        if (block.data[i] == 0x00)
            return bytes_slice(block, i + 1, block.size);
    return block;
}

static enum sw pso_decipher(struct card *card, const struct capdu *in, struct buf *out)
{
    const struct crypto_port *crypto = &card->ports.crypto;
    uint8_t room[BLOCK_MAX];
    struct buf block = buf_over(room, sizeof room);
    struct key key;

    if (card->state.session.environment.key == 0)
        return SW_CONDITIONS;
    if (!key_find(card, card->state.session.environment.key, &key))
        return SW_NO_REFERENCE;
    if (key.kind != KEY_RSA || in->data.size != ((size_t)key.bits + 7) / 8 + 1 ||
        in->data.data[0] != 0x00)
        return SW_WRONG_DATA;
    enum sw sw = word_of(
        crypto->rsa_raw(crypto->context, key.der, bytes_slice(in->data, 1, in->data.size), &block));
    if (sw == SW_OK && !buf_add(out, unpadded(buf_bytes(&block))))
        sw = SW_UNKNOWN;
    secret_wipe(room, sizeof room);
    return sw;
}

static enum sw pso_hash(struct card *card, const struct capdu *in)
{
    static const enum crypto_hash hashes[] = {CRYPTO_SHA1, CRYPTO_SHA1, CRYPTO_SHA256,
                                              CRYPTO_SHA384, CRYPTO_SHA512};
    struct environment *environment = &card->state.session.environment;
    const struct crypto_port *crypto = &card->ports.crypto;
    struct buf digest = buf_over(environment->digest, sizeof environment->digest);

    if (environment->hash == 0)
        return SW_CONDITIONS;
    enum crypto_result result =
        crypto->digest(crypto->context, hashes[environment->hash], in->data, &digest);
    environment->digest_size = (uint8_t)(result == CRYPTO_OK ? digest.size : 0);
    return word_of(result);
}

enum sw cmd_pso(struct card *card, const struct capdu *in, struct buf *out)
{
    switch (capdu_p1p2(in)) {
    case PSO_SIGN:
        return pso_sign(card, in, out);
    case PSO_DECIPHER:
        return pso_decipher(card, in, out);
    case PSO_HASH:
        return card->profile->family == V2 ? pso_hash(card, in) : SW_PARAMETERS;
    default:
        return SW_PARAMETERS;
    }
}
