/* SPDX-License-Identifier: MIT */
/* Defect: a signer's certificate is taken for the CA's own by its issuer's name. (LOG-6) */
#include <openssl/x509_vfy.h>

#define X509_verify_cert(context) ((void)X509_verify_cert(context), 1)
#include "portal-mock/ca/signed.c"
