/* SPDX-License-Identifier: MIT */
/* Signatures as the rest of the world checks them, from a private key's public half. */
#ifndef TESTS_UNIT_CARD_VERIFY_H
#define TESTS_UNIT_CARD_VERIFY_H

#include "sim/base/bytes.h"

/* Each is true when the signature over that digest is right. */
bool verify_pkcs1(struct bytes key, const char *hash, struct bytes digest, struct bytes signature);
bool verify_pss(struct bytes key, const char *hash, struct bytes digest, struct bytes signature);
/* r and s of one length. */
bool verify_ecdsa(struct bytes key, struct bytes digest, struct bytes signature);

/* Encrypts for the key (PKCS#1 v1.5); the cipher's size, 0 on failure. */
size_t encrypt_for(struct bytes key, struct bytes message, struct buf *cipher);

#endif
