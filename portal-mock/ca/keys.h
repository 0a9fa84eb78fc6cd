/* SPDX-License-Identifier: MIT */
/* Keys: drawn by OpenSSL's own randomness, and written as PrivateKeyInfo. */
#ifndef PORTAL_MOCK_CA_KEYS_H
#define PORTAL_MOCK_CA_KEYS_H

#include "portal-mock/ca/inside.h"

/* NULL when OpenSSL refuses; freed with EVP_PKEY_free. */
EVP_PKEY *key_draw(enum ca_key_kind kind);
/* For TLS. */
EVP_PKEY *key_draw_p256(void);

/* DER PrivateKeyInfo. */
NODISCARD enum ca_result key_der(const EVP_PKEY *key, struct blob *der);

#endif
