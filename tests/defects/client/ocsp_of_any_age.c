/* SPDX-License-Identifier: MIT */
/* Defect: an OCSP answer is believed however old it is. (CLI-3) */
#include <openssl/ocsp.h>

#define OCSP_resp_find_status(basic, id, status, reason, revoked, from, until)                     \
    (OCSP_resp_find_status(basic, id, status, reason, revoked, from, until) == 1                   \
         ? (*(from) = ASN1_GENERALIZEDTIME_set(NULL, 0), *(until) = NULL, 1)                       \
         : 0)
#include "sim/engine/pki/ocsp.c"
