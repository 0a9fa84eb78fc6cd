/* SPDX-License-Identifier: MIT */
/* What several versions have in common: see shared.h. */
#include "card/profiles/shared.h"

const struct algorithm v2_algorithms[V2_ALGORITHMS] = {
    {0x80, USE_DECIPHER,  CRYPTO_SHA256}, /* [mock] */
    {0x81, USE_RSA_RAW,   CRYPTO_SHA256}, /* [mock] */
    {0x82, USE_RSA_PKCS1, CRYPTO_SHA256},
    {0x91, USE_RSA_PSS,   CRYPTO_SHA256},
    {0x92, USE_RSA_PSS,   CRYPTO_SHA384}, /* [mock] */
    {0x93, USE_RSA_PSS,   CRYPTO_SHA512}, /* [mock] */
    {0xA1, USE_ECDSA,     CRYPTO_SHA384}, /* [mock]: over the digest as it comes */
};

const char *const v1_kinds[] = {"rsa1024", "rsa2048", NULL};
const char *const v2_kinds[] = {"rsa1024", "rsa1280", "rsa1536", "rsa1792", "rsa2048",
                                "rsa2304", "rsa2560", "rsa2816", NULL};
const char *const v2_ec_kinds[] = {"rsa1024", "rsa1280", "rsa1536", "rsa1792", "rsa2048", "rsa2304",
                                   "rsa2560", "rsa2816", "p256",    "p384",    NULL};
