/* SPDX-License-Identifier: MIT */
/*
 * One AKİS version as data: what it answers to reset, which commands it knows, how it
 * names its PIN, which algorithms its keys obey. A new version is one file beside this.
 */
#ifndef CARD_PROFILES_PROFILE_H
#define CARD_PROFILES_PROFILE_H

#include "card/command.h"
#include "card/crypto.h"

/* How the private key is used; the byte is what MSE sets. */
enum algorithm_use {
    USE_RSA_RAW,   /* a block as long as the modulus, padded by the client */
    USE_RSA_PKCS1, /* PKCS#1 v1.5 over a DigestInfo */
    USE_RSA_PSS,   /* over a digest */
    USE_ECDSA,     /* over a digest; r and s */
    USE_DECIPHER,  /* RSA */
};

struct algorithm {
    uint8_t byte;
    enum algorithm_use use;
    enum crypto_hash hash; /* of PSS and of the on-card digest */
};

struct card_profile {
    const char *name;
    const char *title; /* for people */
    const char *atr;   /* hexadecimal, TCK last */
    enum command_family family;
    const struct command *commands; /* ascending by INS */
    size_t command_count;
    uint8_t pin_reference; /* VERIFY's P2 */
    uint8_t puk_reference;
    uint16_t answer_max;      /* most data bytes of one answer */
    const char *const *kinds; /* keys it takes: "rsa2048", "p384" …, NULL last */
    const struct algorithm *algorithms;
    size_t algorithm_count;
};

/* All of them, in the order of their age, NULL last. */
extern const struct card_profile *const profiles[];

/* True when the profile takes keys of that kind. */
bool profile_takes(const struct card_profile *profile, const char *kind);
/* The algorithm MSE names by that byte, or NULL. */
const struct algorithm *profile_algorithm(const struct card_profile *profile, uint8_t byte);

#endif
