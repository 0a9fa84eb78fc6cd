/* SPDX-License-Identifier: MIT */
/* Around a private key that is elsewhere: digests, padding, and how a signature is written. */
#include "sim/engine/pki/openssl.h"
#include "sim/engine/pki/pki.h"

#include <stdlib.h>
#include <string.h>

const EVP_MD *pki_md(enum akis_hash hash)
{
    switch (hash) {
    case AKIS_SHA1:
        return EVP_sha1();
    case AKIS_SHA256:
        return EVP_sha256();
    case AKIS_SHA384:
        return EVP_sha384();
    case AKIS_SHA512:
        return EVP_sha512();
    case AKIS_NO_HASH:
        return NULL;
    }
    return NULL;
}

size_t pki_digest_size(enum akis_hash hash)
{
    const EVP_MD *md = pki_md(hash);

    return md ? (size_t)EVP_MD_get_size(md) : 0;
}

enum akis_outcome pki_digest(enum akis_hash hash, struct bytes data, struct buf *digest)
{
    const EVP_MD *md = pki_md(hash);
    unsigned char room[EVP_MAX_MD_SIZE];
    unsigned size = 0;

    if (!md)
        return AKIS_BAD_ARGUMENT;
    if (EVP_Digest(data.data, data.size, room, &size, md, NULL) != 1)
        return AKIS_FAILED;
    return buf_add(digest, bytes_of(room, size)) ? AKIS_OK : AKIS_BAD_ARGUMENT;
}

enum akis_outcome pki_digest_info(enum akis_hash hash, struct bytes digest, struct buf *info)
{
    X509_SIG *sig = NULL;
    X509_ALGOR *algorithm = NULL;
    ASN1_OCTET_STRING *octets = NULL;
    unsigned char *der = NULL;
    int size = -1;

    if (hash == AKIS_NO_HASH)
        return buf_add(info, digest) ? AKIS_OK : AKIS_BAD_ARGUMENT;
    if (digest.size != pki_digest_size(hash))
        return AKIS_BAD_ARGUMENT;
    sig = X509_SIG_new();
    if (sig) {
        X509_SIG_getm(sig, &algorithm, &octets);
        if (X509_ALGOR_set0(algorithm, OBJ_nid2obj(EVP_MD_get_type(pki_md(hash))), V_ASN1_NULL,
                            NULL) &&
            ASN1_OCTET_STRING_set(octets, digest.data, (int)digest.size))
            size = i2d_X509_SIG(sig, &der);
    }
    bool fits = size > 0 && buf_add(info, bytes_of(der, (size_t)size));
    OPENSSL_free(der);
    X509_SIG_free(sig);
    return fits ? AKIS_OK : AKIS_FAILED;
}

/* RFC 8017, 9.2: 00 01 FF … FF 00 info. */
enum akis_outcome pki_pad_pkcs1(struct bytes info, unsigned bits, struct buf *block)
{
    size_t size = (bits + 7) / 8;
    uint8_t room[PKI_BLOCK_MAX];

    if (size > sizeof room || info.size + 11 > size)
        return AKIS_BAD_ARGUMENT;
    memset(room, 0xFF, size - info.size);
    room[0] = 0x00;
    room[1] = 0x01;
    room[size - info.size - 1] = 0x00;
    memcpy(room + size - info.size, info.data, info.size);
    return buf_add(block, bytes_of(room, size)) ? AKIS_OK : AKIS_BAD_ARGUMENT;
}

/* MGF1 (RFC 8017, B.2.1), xored over `out`. */
static bool mask(enum akis_hash hash, struct bytes seed, uint8_t *out, size_t size)
{
    uint8_t room[PKI_DIGEST_MAX + 4];
    uint8_t digest_room[PKI_DIGEST_MAX];

    memcpy(room, seed.data, seed.size);
    for (uint32_t counter = 0; size > 0; counter++) {
        const uint8_t number[4] = {(uint8_t)(counter >> 24), (uint8_t)(counter >> 16),
                                   (uint8_t)(counter >> 8), (uint8_t)counter};
        struct buf digest = buf_over(digest_room, sizeof digest_room);
        memcpy(room + seed.size, number, sizeof number);
        if (pki_digest(hash, bytes_of(room, seed.size + 4), &digest) != AKIS_OK)
            return false;
        for (size_t i = 0; i < digest.size && size > 0; i++, size--)
            *out++ ^= digest_room[i];
    }
    return true;
}

/* RFC 8017, 9.1.1, with a salt as long as the digest, and a modulus of whole bytes. */
enum akis_outcome pki_pad_pss(enum akis_hash hash, struct bytes digest, unsigned bits,
                              struct buf *block)
{
    const size_t size = (bits + 7) / 8;
    const size_t length = pki_digest_size(hash);
    uint8_t room[PKI_BLOCK_MAX] = {0};
    uint8_t salted[8 + 2 * PKI_DIGEST_MAX] = {0};

    if (length == 0 || digest.size != length || size > sizeof room || bits % 8 != 0 ||
        size < 2 * length + 2)
        return AKIS_BAD_ARGUMENT;
    uint8_t *const salt = salted + 8 + length;
    const size_t masked = size - length - 1; /* DB, then H, then BC */
    struct buf h = buf_over(room + masked, length);
    memcpy(salted + 8, digest.data, length);
    if (RAND_bytes(salt, (int)length) != 1 ||
        pki_digest(hash, bytes_of(salted, 8 + 2 * length), &h) != AKIS_OK)
        return AKIS_FAILED;
    room[masked - length - 1] = 0x01;
    memcpy(room + masked - length, salt, length);
    if (!mask(hash, buf_bytes(&h), room, masked))
        return AKIS_FAILED;
    room[0] &= 0x7F;
    room[size - 1] = 0xBC;
    return buf_add(block, bytes_of(room, size)) ? AKIS_OK : AKIS_BAD_ARGUMENT;
}

enum akis_outcome pki_ecdsa_der(struct bytes raw, struct buf *der)
{
    const int half = (int)(raw.size / 2);
    ECDSA_SIG *sig = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(raw.data, half, NULL);
    BIGNUM *s = BN_bin2bn(raw.data + half, half, NULL);
    unsigned char *out = NULL;
    enum akis_outcome outcome = AKIS_FAILED;

    if (sig && r && s && raw.size % 2 == 0 && ECDSA_SIG_set0(sig, r, s)) {
        r = NULL;
        s = NULL;
        int size = i2d_ECDSA_SIG(sig, &out);
        if (size > 0 && buf_add(der, bytes_of(out, (size_t)size)))
            outcome = AKIS_OK;
    }
    OPENSSL_free(out);
    BN_free(r);
    BN_free(s);
    ECDSA_SIG_free(sig);
    return outcome;
}
