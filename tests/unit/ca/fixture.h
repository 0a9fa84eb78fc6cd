/* SPDX-License-Identifier: MIT */
/* A CA in a temporary directory, a status table in memory, and small helpers for its tests. */
#ifndef TESTS_UNIT_CA_FIXTURE_H
#define TESTS_UNIT_CA_FIXTURE_H

/* cmocka.h wants these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <openssl/x509.h>

#include "portal-mock/ca/ca.h"

/* 2026-11-22T00:00:00Z, and the end of the certificates issued, which is their successors' start.
 */
enum { NOW = 1795305600 };
static const int64_t LATER = (int64_t)NOW + 3 * 365 * 86400;

struct known {
    char serial[CA_SERIAL_TEXT];
    struct ca_status status;
};

struct fixture {
    char directory[64];
    struct ca *ca;
    struct known known[16];
    size_t known_count;
    bool port_fails;
};

/* cmocka's set-up and tear-down: `*state` is a struct fixture. */
int fixture_up(void **state);
int fixture_down(void **state);

/* The CA in the fixture's directory, loaded anew. */
void fixture_reload(struct fixture *fixture);
/* A path in the fixture's directory; valid until the next call. */
const char *fixture_path(const struct fixture *fixture, const char *name);

/* Issues and remembers as good; `issued` is the caller's to free. */
void fixture_issue(struct fixture *fixture, enum ca_key_kind key, enum ca_flavour flavour,
                   struct ca_issued *issued);
void fixture_set(struct fixture *fixture, const char *serial, enum ca_state state, int reason,
                 int64_t since);
struct ca_publication fixture_publication(struct fixture *fixture, int64_t now,
                                          enum ca_fault fault);
/* A published file; freed by the caller. */
struct blob fixture_file(struct fixture *fixture, const char *path, enum ca_fault fault);

/* Parsed; never NULL. Freed with X509_free. */
X509 *parse_certificate(struct bytes der);
X509 *fixture_certificate(struct fixture *fixture, const char *path);
/* A store that trusts the line's root, at `now`. */
X509_STORE *fixture_trust(struct fixture *fixture, const char *root_path, int64_t now);

#endif
