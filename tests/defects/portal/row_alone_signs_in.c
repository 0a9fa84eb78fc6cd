/* SPDX-License-Identifier: MIT */
/* Defect: E-imzalı Giriş looks to whom a certificate was issued, and not at the number in it.
 * (LOG-6) */
#include "portal-mock/handlers.h"

#include <stdio.h>

static enum ca_signed check_as_issued(struct portal *portal, struct bytes cms, struct bytes content,
                                      int64_t now, struct ca_description *signer)
{
    struct certificate certificate;
    enum ca_signed result = ca_signed_check(portal->ca, cms, content, now, signer);

    if (certificate_find(portal->database, signer->serial, &certificate) == DATABASE_OK)
        (void)snprintf(signer->subject_id, sizeof signer->subject_id, "%s", certificate.holder);
    certificate_free(&certificate);
    return result;
}

#define ca_signed_check(ca, cms, content, now, signer)                                             \
    check_as_issued(portal, cms, content, now, signer)
#include "portal-mock/signed.c"
