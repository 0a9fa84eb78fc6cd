/* SPDX-License-Identifier: MIT */
/* Defect: no answer about a certificate counts as a good one. (CLI-3) */
#include "sim/engine/pki/trust.h"

#define trust_ocsp trust_ocsp_right
#include "sim/engine/pki/ocsp.c"
#undef trust_ocsp

enum akis_outcome trust_ocsp(struct akis_trust *trust, X509 *x509, int *reason)
{
    enum akis_outcome outcome = trust_ocsp_right(trust, x509, reason);

    return outcome == AKIS_STATUS_UNKNOWN ? AKIS_OK : outcome;
}
