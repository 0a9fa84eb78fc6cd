/* SPDX-License-Identifier: MIT */
/*
 * A key pair with its certificate, as files of the application: added and taken away in
 * memory, with the lists brought up to date; the caller stores.
 */
#ifndef CARD_CREDENTIAL_H
#define CARD_CREDENTIAL_H

#include "card/key.h"

/* The first reference without a key; 0 when all are taken. */
uint8_t credential_next(const struct card *card);

/* Puts the key under that reference. CARD_FULL also for reference 0; on any failure nothing of
 * it stays. */
NODISCARD enum card_result credential_add(struct card *card, uint8_t reference,
                                          const struct card_credential *credential);
/* Takes all of it away; what is not there is no mistake. False when the lists, which only
 * shrink, could not be written. */
NODISCARD bool credential_remove(struct card *card, uint8_t reference);

#endif
