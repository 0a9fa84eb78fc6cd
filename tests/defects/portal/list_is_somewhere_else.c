/* SPDX-License-Identifier: MIT */
/* Defect: certificates name an address for the revocation list at which there is none. (CRT-8) */
#include "portal-mock/ca/qualified.h"

#include <openssl/x509v3.h>
#include <stdio.h>

static X509_EXTENSION *elsewhere(const struct draft *draft, int nid, const char *text)
{
    char other[512];

    (void)snprintf(other, sizeof other, "%s%s", text,
                   nid == NID_crl_distribution_points ? ".new" : "");
    return extension_from_text(draft, nid, other);
}

#define extension_from_text elsewhere
#include "portal-mock/ca/qualified.c"
