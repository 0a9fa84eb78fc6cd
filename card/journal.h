/* SPDX-License-Identifier: MIT */
/*
 * What survives a loss of power. The state is cut into records (state.h); each has two slots
 * in the store. A commit writes every touched record into its older slot:
 *
 *     sequence (4) ‖ records in this commit (2) ‖ body ‖ CRC-32 over id, sequence … body (4)
 *
 * The newest sequence counts only when all its records are whole; else the power went in the
 * middle, and the slots before it are the truth. So a store that tears anywhere, inside a
 * record too, leaves the state before or the state after.
 */
#ifndef CARD_JOURNAL_H
#define CARD_JOURNAL_H

#include "card/state.h"

/* Marks a record as changed in memory. */
void journal_touch(struct card *card, unsigned record);
void journal_touch_file(struct card *card, unsigned index);

/* Stores all that was touched, and the policy when it changed, as one transaction. False when
 * the store refused: the card is then broken until the next power-on. */
NODISCARD bool journal_flush(struct card *card);

/* Reads the state back. CARD_OK also for an empty store: then nothing is personalised.
 * The profile's name, where one was stored, is written to `profile` (16 characters). */
NODISCARD enum card_result journal_load(struct card *card, char *profile);

#endif
