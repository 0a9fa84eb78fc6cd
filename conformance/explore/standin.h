/* SPDX-License-Identifier: MIT */
/*
 * A fast stand-in behind the card's crypto port: results of the right size that depend on every
 * byte, and no security at all. It also tells whether digits were compared.
 */
#ifndef CONFORMANCE_EXPLORE_STANDIN_H
#define CONFORMANCE_EXPLORE_STANDIN_H

#include "card/crypto.h"

struct standin {
    uint64_t digests; /* made so far */
};

/* The port; `standin` must outlive it. It takes any bytes for a key, and all are RSA of 1024 bits.
 */
struct crypto_port standin_port(struct standin *standin);

#endif
