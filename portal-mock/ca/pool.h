/* SPDX-License-Identifier: MIT */
/*
 * A folder of RSA keys that several CAs of one test run share, since drawing one costs more than
 * all else a short test does. The n-th key that a CA draws is the folder's n-th: within one CA no
 * key comes twice. Used only where ca_options names such a folder.
 */
#ifndef PORTAL_MOCK_CA_POOL_H
#define PORTAL_MOCK_CA_POOL_H

#include "portal-mock/ca/inside.h"

/* The CA's next key of that kind: from its pool, or drawn where it has none. NULL when OpenSSL
 * refuses. */
EVP_PKEY *pool_draw(struct ca *ca, enum ca_key_kind kind);

#endif
