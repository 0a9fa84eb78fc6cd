/* SPDX-License-Identifier: MIT */
/*
 * ECDSA on P-384 by nettle's hogweed, whose arithmetic for this curve is several times as fast as
 * OpenSSL 3.0's (figures: README.md). Keeps nothing between two calls and allocates nothing.
 */
#ifndef CARD_CRYPTO_NETTLE_H
#define CARD_CRYPTO_NETTLE_H

#include "card/crypto.h"

/*
 * As `ecdsa` of crypto.h, for a P-384 key alone: CRYPTO_BAD_KEY for any other. The nonce is the
 * kernel's randomness; it and the scalar are wiped with all that nettle worked in.
 */
NODISCARD enum crypto_result crypto_nettle_ecdsa(struct bytes key, struct bytes digest,
                                                 struct buf *out);

#endif
