/* SPDX-License-Identifier: MIT */
/*
 * The bodies of the journal's records: one piece of the state as bytes, and back. Numbers
 * are big-endian; RECORD_VERSION stands first in the identity and is raised with any change.
 */
#ifndef CARD_RECORD_H
#define CARD_RECORD_H

#include "card/state.h"

enum {
    RECORD_VERSION = 1,
    PROFILE_NAME_ROOM = 16,
};

/* Appends a record's body; false when it does not fit. */
NODISCARD bool record_write(const struct card *card, unsigned record, struct buf *out);

/* Reads a body into the state. False when it is malformed or of a later version; an identity
 * also writes the profile's name. */
NODISCARD bool record_read(struct card *card, unsigned record, struct bytes body, char *profile);

#endif
