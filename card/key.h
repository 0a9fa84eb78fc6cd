/* SPDX-License-Identifier: MIT */
/*
 * Private keys on the card: files that no command reads. Content of a FILE_KEY:
 *
 *     reference (1) ‖ kind (1) ‖ bits (2) ‖ DER PrivateKeyInfo
 */
#ifndef CARD_KEY_H
#define CARD_KEY_H

#include "card/state.h"

enum key_kind { KEY_RSA = 1, KEY_EC = 2 };

struct key {
    uint8_t reference; /* 1, 2 …: what MSE names */
    enum key_kind kind;
    uint16_t bits;
    struct bytes der; /* a view into the card */
};

/* The key of that reference; false when there is none. */
NODISCARD bool key_find(const struct card *card, unsigned reference, struct key *key);

/* What kind a public key is and how large, from its SubjectPublicKeyInfo; the bytes of the
 * key itself (RSAPublicKey, or the EC point). False on anything else. */
NODISCARD bool key_describe(struct bytes spki, enum key_kind *kind, uint16_t *bits,
                            struct bytes *bare);

/* "rsa2048", "p384" … into `name` (8 characters and an end). */
void key_name(enum key_kind kind, uint16_t bits, char name[9]);

#endif
