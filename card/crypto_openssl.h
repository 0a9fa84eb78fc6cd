/* SPDX-License-Identifier: MIT */
/*
 * The card's cryptography by OpenSSL 3, but for ECDSA on P-384 (crypto_nettle.h). Prepared keys
 * are kept here, found by their bytes, so that a second signature costs no second parsing; all
 * are wiped at the end.
 */
#ifndef CARD_CRYPTO_OPENSSL_H
#define CARD_CRYPTO_OPENSSL_H

#include "card/crypto.h"

struct crypto_openssl;

/* NULL without memory. Used by one thread at a time; several cards may share one. */
NODISCARD struct crypto_openssl *crypto_openssl_new(void);
/* Wipes, frees, nulls; accepts NULL. */
void crypto_openssl_free(struct crypto_openssl **crypto);

/* The port over it; lives as long as it does. */
struct crypto_port crypto_openssl_port(struct crypto_openssl *crypto);

#endif
