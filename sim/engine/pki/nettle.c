/* SPDX-License-Identifier: MIT */
/* Verifying ECDSA on P-384: see nettle.h. All here is public; nothing is wiped. */
#include "sim/engine/pki/nettle.h"

#include <nettle/ecc-curve.h>
#include <nettle/ecdsa.h>

static void take(mpz_t number, const uint8_t *bytes)
{
    mpz_import(number, P384_FIELD, 1, 1, 1, 0, bytes);
}

/* False: not on the curve. */
static bool set_point(struct ecc_point *key, const uint8_t point[P384_POINT])
{
    mpz_t x, y;

    mpz_inits(x, y, NULL);
    take(x, point);
    take(y, point + P384_FIELD);
    const bool set = ecc_point_set(key, x, y) == 1;
    mpz_clears(x, y, NULL);
    return set;
}

bool p384_verifies(const uint8_t point[P384_POINT], struct bytes digest, struct bytes signature)
{
    struct ecc_point key;
    struct dsa_signature numbers;

    if (signature.size != 2 * P384_FIELD || digest.size == 0)
        return false;
    ecc_point_init(&key, nettle_get_secp_384r1());
    dsa_signature_init(&numbers);
    take(numbers.r, signature.data);
    take(numbers.s, signature.data + P384_FIELD);
    const bool holds =
        set_point(&key, point) && ecdsa_verify(&key, digest.size, digest.data, &numbers) == 1;
    dsa_signature_clear(&numbers);
    ecc_point_clear(&key);
    return holds;
}
