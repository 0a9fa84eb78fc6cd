/* SPDX-License-Identifier: MIT */
/*
 * Records inside a file's content: where the n-th one lies. Fixed and cyclic records have the
 * file's size each, the newest cyclic one is number 1; a variable one begins with its length.
 */
#ifndef CARD_RECORDS_H
#define CARD_RECORDS_H

#include "card/files.h"

enum {
    RECORDS_MOST = 254, /* numbers 1 to 254: ISO/IEC 7816-4, 7.3.1 */
    CYCLIC_MOST = 16,   /* [mock]: CREATE names no number, the seventeenth replaces the oldest */
};

/* How many records the file has. */
unsigned records_count(const struct files *files, uint8_t index);
/* The n-th record's data (1 is the first); false when there is none. */
NODISCARD bool records_find(const struct files *files, uint8_t index, unsigned number,
                            struct bytes *record);

enum records_result {
    RECORDS_OK,
    RECORDS_ABSENT,     /* no record of that number */
    RECORDS_WRONG_SIZE, /* not the size this file's records have */
    RECORDS_FULL,       /* no further number, or no room on the card */
};

/* Replaces the n-th record. */
NODISCARD enum records_result records_update(struct files *files, uint8_t index, unsigned number,
                                             struct bytes data);
/* Adds one: at the end, or as number 1 of a cyclic file. */
NODISCARD enum records_result records_append(struct files *files, uint8_t index, struct bytes data);

#endif
