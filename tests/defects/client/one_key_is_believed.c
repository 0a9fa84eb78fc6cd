/* SPDX-License-Identifier: MIT */
/* Defect: with one key on the card its signature is not checked against the certificate. (CLI-1) */
#include "sim/engine/keys.h"
#include "sim/engine/pki/pki.h"

static size_t known;

static enum akis_outcome counted(struct akis_card *card, const struct akis_certificate *certificate,
                                 uint8_t references[CARD_KEYS_MAX], size_t *count)
{
    enum akis_outcome outcome = keys_for(card, certificate, references, count);

    known = card->key_count;
    return outcome;
}

static bool believe(struct pki_key *key, enum akis_scheme scheme, enum akis_hash hash,
                    struct bytes digest, struct bytes signature)
{
    return known == 1 || pki_verifies(key, scheme, hash, digest, signature);
}

#define keys_for     counted
#define pki_verifies believe
#include "sim/engine/sign.c"
