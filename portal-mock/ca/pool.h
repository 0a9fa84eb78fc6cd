/* SPDX-License-Identifier: MIT */
/*
 * A folder of keys that several CAs of one test run share, since to draw them costs more than all
 * else a short test does. The n-th key that a CA draws for a holder is the folder's n-th: within
 * one CA no key comes twice. Used only where ca_options names such a folder.
 */
#ifndef PORTAL_MOCK_CA_POOL_H
#define PORTAL_MOCK_CA_POOL_H

#include "portal-mock/ca/inside.h"

/* The CA's next key of that kind: from its pool, or drawn where it has none. NULL when OpenSSL
 * refuses. */
EVP_PKEY *pool_draw(struct ca *ca, enum ca_key_kind kind);
/* The same for a key that has a name: a member of a line. */
EVP_PKEY *pool_named(const struct ca *ca, enum ca_key_kind kind, const char *name);

#endif
