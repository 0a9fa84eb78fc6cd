/* SPDX-License-Identifier: MIT */
/* Defect: a CRL is believed however old it is. (CLI-3) */
#include <openssl/x509.h>

#define X509_CRL_get0_nextUpdate(crl) ASN1_TIME_set(NULL, 4102444800)
#include "sim/engine/pki/crl.c"
