/* SPDX-License-Identifier: MIT */
/* Defect: an OCSP answer is believed whoever signed it. (CLI-3) */
#include <openssl/ocsp.h>

#define OCSP_basic_verify(basic, certs, store, flags)                                              \
    ((void)OCSP_basic_verify(basic, certs, store, flags), 1)
#include "sim/engine/pki/ocsp.c"
