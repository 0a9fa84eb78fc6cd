/* SPDX-License-Identifier: MIT */
/* Which private key of the card to use, and telling the card so. */
#ifndef SIM_ENGINE_KEYS_H
#define SIM_ENGINE_KEYS_H

#include "sim/engine/card.h"

enum key_use { KEY_SIGNS = 0xB6, KEY_DECIPHERS = 0xB8 }; /* the template of MSE SET */

/* The references to try for a certificate, the likely one first: those whose PKCS#15 id is the
 * certificate's, then the card's other keys; without PKCS#15 the first few numbers. Which of
 * them it is, its public key has to prove. */
NODISCARD enum akis_outcome keys_for(struct akis_card *card,
                                     const struct akis_certificate *certificate,
                                     uint8_t references[CARD_KEYS_MAX], size_t *count);

/* MANAGE SECURITY ENVIRONMENT: this key, for that use; the algorithm's byte counts on v2 alone. */
NODISCARD enum akis_outcome keys_choose(struct akis_card *card, enum key_use use, uint8_t algorithm,
                                        uint8_t reference, unsigned *sw);

/* A copy of the bytes that the caller owns. */
NODISCARD enum akis_outcome blob_give(struct bytes bytes, struct akis_blob *blob);

#endif
