/* SPDX-License-Identifier: MIT */
/*
 * ECDSA on P-384 by nettle: see crypto_nettle.h. The low-level call is used, because there the
 * nonce and the scratch are the caller's, who can wipe them.
 */
#include "card/crypto_nettle.h"

#include <nettle/ecc-curve.h>
#include <nettle/ecdsa.h>

#include "card/iso7816/tlv.h"
#include "sim/base/random.h"
#include "sim/base/secret.h"

enum {
    FIELD = 48, /* bytes of a number */
    LIMB = sizeof(mp_limb_t),
    LIMBS = FIELD / LIMB,
    SCRATCH = 256, /* limbs; nettle is asked whether they are enough */
    NONCES_MOST = 64
};

/* The order of the group (SEC 2, 2.5.1). */
static const uint8_t order[FIELD] = {
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xC7, 0x63, 0x4D, 0x81, 0xF4, 0x37, 0x2D, 0xDF,
    0x58, 0x1A, 0x0D, 0xB2, 0x48, 0xB0, 0xA7, 0x7A, 0xEC, 0xEC, 0x19, 0x6A, 0xCC, 0xC5, 0x29, 0x73};

/* All that is secret, in one place. */
struct work {
    mp_limb_t scalar[LIMBS], nonce[LIMBS], scratch[SCRATCH];
    uint8_t drawn[FIELD];
};

/* 1 … order - 1, in a time that does not depend on the number. */
static bool is_in_range(const uint8_t number[FIELD])
{
    unsigned borrow = 0, any = 0;

    for (size_t i = FIELD; i-- > 0;) {
        borrow = ((unsigned)number[i] - order[i] - borrow) >> 8 & 1u;
        any |= number[i];
    }
    return (borrow & (any != 0)) != 0;
}

/* Limbs stand least significant first, bytes most. */
static void to_limbs(const uint8_t number[FIELD], mp_limb_t limbs[LIMBS])
{
    for (size_t i = 0; i < LIMBS; i++) {
        limbs[i] = 0;
        for (size_t k = 0; k < LIMB; k++)
            limbs[i] = limbs[i] << 8 | number[FIELD - (i + 1) * LIMB + k];
    }
}

static void to_bytes(const mp_limb_t limbs[LIMBS], uint8_t number[FIELD])
{
    for (size_t i = 0; i < FIELD; i++)
        number[FIELD - 1 - i] = (uint8_t)(limbs[i / LIMB] >> 8 * (i % LIMB));
}

static bool is_zero(const mp_limb_t limbs[LIMBS])
{
    mp_limb_t any = 0;

    for (size_t i = 0; i < LIMBS; i++)
        any |= limbs[i];
    return any == 0;
}

/* The scalar in a PrivateKeyInfo (RFC 5208, 5) around an ECPrivateKey (RFC 5915, 3). */
static bool find_scalar(struct bytes key, struct bytes *scalar)
{
    static const uint8_t p384[] = {0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02,
                                   0x01, 0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22};
    struct bytes info, algorithm, octets, ec;

    return tlv_find(key, 0x30, &info) && tlv_find(info, 0x30, &algorithm) &&
           bytes_equal(algorithm, bytes_of(p384, sizeof p384)) && tlv_find(info, 0x04, &octets) &&
           tlv_find(octets, 0x30, &ec) && tlv_find(ec, 0x04, scalar) && scalar->size == FIELD &&
           is_in_range(scalar->data);
}

static bool draw_nonce(struct work *work)
{
    const struct random_port kernel = random_kernel();

    for (int i = 0; i < NONCES_MOST; i++) {
        if (!random_fill(&kernel, work->drawn, FIELD))
            return false;
        if (is_in_range(work->drawn)) {
            to_limbs(work->drawn, work->nonce);
            return true;
        }
    }
    return false;
}

static enum crypto_result sign(struct work *work, struct bytes digest, struct buf *out)
{
    const struct ecc_curve *const curve = nettle_get_secp_384r1();
    mp_limb_t r[LIMBS], s[LIMBS];
    uint8_t flat[2 * FIELD];

    if (ecc_ecdsa_sign_itch(curve) > SCRATCH || ecc_size(curve) != LIMBS)
        return CRYPTO_FAILED;
    do {
        if (!draw_nonce(work))
            return CRYPTO_FAILED;
        ecc_ecdsa_sign(curve, work->scalar, work->nonce, digest.size, digest.data, r, s,
                       work->scratch);
    } while (is_zero(r) || is_zero(s));
    to_bytes(r, flat);
    to_bytes(s, flat + FIELD);
    return buf_add(out, bytes_of(flat, sizeof flat)) ? CRYPTO_OK : CRYPTO_FAILED;
}

enum crypto_result crypto_nettle_ecdsa(struct bytes key, struct bytes digest, struct buf *out)
{
    struct bytes scalar;
    struct work work;

    if (!find_scalar(key, &scalar))
        return CRYPTO_BAD_KEY;
    if (digest.size == 0)
        return CRYPTO_BAD_INPUT;
    to_limbs(scalar.data, work.scalar);
    enum crypto_result result = sign(&work, digest, out);
    secret_wipe(&work, sizeof work);
    return result;
}
