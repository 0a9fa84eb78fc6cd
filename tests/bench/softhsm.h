/* SPDX-License-Identifier: MIT */
/* SoftHSM2 with a fresh token and key of its own: the known PKCS#11 module that ours stands beside.
 */
#ifndef TESTS_BENCH_SOFTHSM_H
#define TESTS_BENCH_SOFTHSM_H

#include "sim/pkcs11/cryptoki.h"

#include <stdbool.h>

struct softhsm;

/* NULL: not installed, or it would not start. Keeps its token in a new folder under /tmp. */
struct softhsm *softhsm_new(bool rsa);
/* One signature over a text: SHA-256 and RSA-2048, or SHA-384 and P-384. `context`: a softhsm. */
bool softhsm_sign(void *context);
/* Takes the token's folder away too. */
void softhsm_free(struct softhsm **softhsm);

#endif
