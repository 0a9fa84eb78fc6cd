/* SPDX-License-Identifier: MIT */
/*
 * PKCS#15 (ISO/IEC 7816-15) as far as a client needs it: where certificates lie and what
 * keys are called. Reads what cards wrote: anything malformed is left out, never trusted.
 */
#ifndef SIM_ENGINE_PKCS15_H
#define SIM_ENGINE_PKCS15_H

#include "sim/engine/card.h"

/* One entry of a directory of certificates. */
struct pkcs15_certificate {
    unsigned fid;
    char label[64];
    uint8_t id[32];
    size_t id_size;
};

/* The certificates that the card's CDFs name; `count` 0 when there is no PKCS#15. */
NODISCARD enum akis_outcome pkcs15_certificates(struct akis_card *card,
                                                struct pkcs15_certificate *rows, size_t room,
                                                size_t *count);

/* The same for private keys, into card->keys; read once for each card. */
NODISCARD enum akis_outcome pkcs15_keys(struct akis_card *card);

#endif
