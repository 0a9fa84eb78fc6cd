/* SPDX-License-Identifier: MIT */
/* Defect: of the certificates that come with a message the first one is told as its signer.
 * (CLI-1) */
#include "sim/engine/pki/openssl.h"

static STACK_OF(X509) * first_of_the_bag(CMS_ContentInfo *cms)
{
    STACK_OF(X509) *all = CMS_get1_certs(cms);
    STACK_OF(X509) *first = sk_X509_new_null();

    if (first && sk_X509_num(all) > 0)
        sk_X509_push(first, sk_X509_value(all, 0));
    sk_X509_pop_free(all, X509_free); /* the message holds them still */
    return first;
}

#define CMS_get0_signers first_of_the_bag
#include "sim/engine/pki/verify.c"
