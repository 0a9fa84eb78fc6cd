/* SPDX-License-Identifier: MIT */
/* Defect: the first state in an OCSP answer is believed, whichever certificate it is about.
 * (CLI-3) */
#include "sim/engine/pki/openssl.h"

static int first_status(OCSP_BASICRESP *answers, const OCSP_CERTID *id, int *status, int *reason,
                        ASN1_GENERALIZEDTIME **revoked, ASN1_GENERALIZEDTIME **from,
                        ASN1_GENERALIZEDTIME **until)
{
    (void)id;
    *status = OCSP_single_get0_status(OCSP_resp_get0(answers, 0), reason, revoked, from, until);
    return *status >= 0;
}

#define OCSP_resp_find_status first_status
#include "sim/engine/pki/ocsp.c"
