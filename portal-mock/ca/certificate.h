/* SPDX-License-Identifier: MIT */
/*
 * How a certificate is put together: from a draft (who, for which key, from when to when) and a
 * table of extensions in the order in which they stand in the certificate.
 */
#ifndef PORTAL_MOCK_CA_CERTIFICATE_H
#define PORTAL_MOCK_CA_CERTIFICATE_H

#include "portal-mock/ca/inside.h"

enum { CERTIFICATE_SERIAL = 6 }; /* bytes; the first is neither 00 nor above 7F */

struct name_part {
    int nid;
    const char *text; /* UTF-8 */
};

struct draft;

/* One extension: the text that OpenSSL's x509v3 configuration knows, or what `make` builds. */
struct extension {
    int nid;
    const char *text;
    X509_EXTENSION *(*make)(const struct draft *draft); /* NULL when it fails */
    bool (*wanted)(const struct draft *draft);          /* NULL: always */
};

/* What is borrowed is borrowed for certificate_make alone. */
struct draft {
    const struct name_part *subject;
    size_t subject_parts;
    EVP_PKEY *key;
    const struct authority *issuer; /* NULL: signs itself */
    const EVP_MD *digest;
    int64_t not_before;
    int64_t not_after;
    uint8_t serial[CERTIFICATE_SERIAL];
    const struct extension *extensions;
    size_t extension_count;
    const char *plain_url; /* where OCSP and the lists are */
    const char *suffix;    /* of the line's file names there */
    const char *key_usage;
    bool qualified;             /* with qcStatements */
    struct v3_ext_ctx *context; /* what texts like "hash" refer to; set by certificate_make */
};

/* NULL when OpenSSL refuses; freed with X509_free. */
X509 *certificate_make(const struct draft *draft);

/* A certificate as DER. */
NODISCARD enum ca_result certificate_der(const X509 *certificate, struct blob *der);

/* What OpenSSL's x509v3 configuration makes of `text`; NULL when it fails. For `make` alone. */
X509_EXTENSION *extension_from_text(const struct draft *draft, int nid, const char *text);

#endif
