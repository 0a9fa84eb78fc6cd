/* SPDX-License-Identifier: MIT */
/* Defect: a P-384 signature is not checked against the certificate. (CLI-1) */
#include "sim/engine/pki/nettle.h"

#define p384_verifies p384_verifies_right
#include "sim/engine/pki/nettle.c"
#undef p384_verifies

bool p384_verifies(const uint8_t point[P384_POINT], struct bytes digest, struct bytes signature)
{
    (void)p384_verifies_right(point, digest, signature);
    return true;
}
