/* SPDX-License-Identifier: MIT */
/* Defect: a certificate that its responder does not know is a good one. (CLI-3) */
#include "sim/engine/pki/openssl.h"

static int kind_status(OCSP_BASICRESP *answers, OCSP_CERTID *id, int *status, int *reason,
                       ASN1_GENERALIZEDTIME **revoked, ASN1_GENERALIZEDTIME **from,
                       ASN1_GENERALIZEDTIME **until)
{
    int found = OCSP_resp_find_status(answers, id, status, reason, revoked, from, until);

    if (found == 1 && *status == V_OCSP_CERTSTATUS_UNKNOWN)
        *status = V_OCSP_CERTSTATUS_GOOD;
    return found;
}

#define OCSP_resp_find_status kind_status
#include "sim/engine/pki/ocsp.c"
