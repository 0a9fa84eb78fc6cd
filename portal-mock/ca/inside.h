/* SPDX-License-Identifier: MIT */
/*
 * The CA from inside: a line is a root, its issuing CA and that one's OCSP signer. Lines are made
 * or loaded when first needed, under the lock, and never change afterwards.
 */
#ifndef PORTAL_MOCK_CA_INSIDE_H
#define PORTAL_MOCK_CA_INSIDE_H

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <pthread.h>

#include "portal-mock/ca/ca.h"

/* A key and the certificate for it. */
struct authority {
    EVP_PKEY *key;
    X509 *certificate;
};
void authority_clear(struct authority *authority);

enum line_kind { LINE_P384, LINE_RSA, LINE_FOREIGN, LINE_COUNT };

enum line_member { LINE_ROOT, LINE_ISSUING, LINE_OCSP, LINE_MEMBERS };

struct line {
    enum line_kind kind;
    bool ready;
    struct authority members[LINE_MEMBERS];
};

enum { TLS_ROOT, TLS_SERVER, TLS_MEMBERS };

struct ca {
    char *directory;
    char *plain_url;
    char *key_pool;                     /* NULL: none */
    unsigned drawn[CA_KEY_RSA1024 + 1]; /* keys drawn so far, by kind; under the lock */
    struct random_port random;
    pthread_mutex_t lock; /* over making and loading */
    struct line lines[LINE_COUNT];
    struct authority tls[TLS_MEMBERS];
};

/* Life of every certificate above the holders': 2000-01-01 to the end of 2049, UTC, so that a
 * moved clock finds them valid. */
extern const int64_t authority_not_before;
extern const int64_t authority_not_after;

#endif
