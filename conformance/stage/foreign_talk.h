/* SPDX-License-Identifier: MIT */
/*
 * What the judge itself says to a foreign card: who it is, how many tries it has, its PIN; and how
 * it is brought back, as far as that goes, to what it was before a case.
 */
#ifndef CONFORMANCE_STAGE_FOREIGN_TALK_H
#define CONFORMANCE_STAGE_FOREIGN_TALK_H

#include "conformance/stage/foreign.h"

/* A conversation: `vars` hold the words of the card's profile. */
struct talk {
    struct link *link;
    struct vars *vars;
    struct foreign *foreign;
};

/* Each gives the card's status word; 0 when none came. */

/* The serial number, 24 hexadecimal digits, "" with any word but 9000. */
unsigned talk_serial(struct talk *talk, char serial[FOREIGN_SERIAL]);
/* How many tries are left: 63Cx, 9000 (verified: all of them), 6983, 6985. */
unsigned talk_tries(struct talk *talk);
unsigned talk_verify(struct talk *talk, const char *pin);
/* With 9000 `foreign` knows the new one from then on. */
unsigned talk_change_pin(struct talk *talk, const char *old, const char *new_pin);
unsigned talk_change_puk(struct talk *talk, const char *old, const char *new_puk);

/* After a case: the card back to what it was, or `end` and `by` say why not. Without leave to
 * destroy it only looks. */
void talk_tidy(struct talk *talk, const char *by);

/* Notes a PIN or PUK that a command of a story set, once the card answered 9000. */
void talk_follow(struct talk *talk, struct bytes command);

#endif
