/* SPDX-License-Identifier: MIT */
/* Defect: a write that was torn takes the PINs of the one before along: what it had stored is lost.
 * (PIN-6) */
#define journal_load journal_load_right
#include "card/journal.c"
#undef journal_load

enum card_result journal_load(struct card *card, char *profile)
{
    enum card_result result = journal_load_right(card, profile);
    struct journal *journal = &card->state.journal;
    struct slot slot;
    struct bytes body;

    if (result != CARD_OK || dirty_count(journal) == 0)
        return result;
    journal->slot[RECORD_PINS] ^= 1;
    bool read =
        read_slot(card, slot_id(RECORD_PINS, journal->slot[RECORD_PINS]), &slot, &body) == STORE_OK;
    return read && record_read(card, RECORD_PINS, body, profile) ? CARD_OK : CARD_STORE_DAMAGED;
}
