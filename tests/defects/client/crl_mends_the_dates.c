/* SPDX-License-Identifier: MIT */
/* Defect: what the CRL says of a certificate counts more than its dates. (CRT-5) */
#include "sim/engine/pki/trust.h"

#define trust_validate trust_validate_right
#include "sim/engine/pki/trust.c"
#undef trust_validate

enum akis_outcome trust_validate(struct akis_trust *trust, X509 *x509, unsigned checks)
{
    enum akis_outcome outcome = trust_validate_right(trust, x509, checks);

    return checks & AKIS_CHECK_CRL ? trust_crl(trust, x509) : outcome;
}
