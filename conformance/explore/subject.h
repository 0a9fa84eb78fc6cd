/* SPDX-License-Identifier: MIT */
/*
 * The card that is explored: one of ours over a store that can lose its power and a stand-in for
 * cryptography. It is put into a remembered place, one letter is done to it, and the abstract
 * state is read from the bytes of its snapshot.
 */
#ifndef CONFORMANCE_EXPLORE_SUBJECT_H
#define CONFORMANCE_EXPLORE_SUBJECT_H

#include "conformance/explore/alphabet.h"
#include "conformance/explore/cut_store.h"
#include "conformance/explore/model.h"

/* One card there is: an AKİS version, produced before 2011-01-01 or since. */
struct kind {
    const char *profile;
    const char *dialect;
    enum age age;
};
enum { KINDS_MAX = 32, KIND_NAME = 40 };
/* All of them, the versions in order, each first as OLD and then as NEW. */
size_t kinds_all(struct kind kinds[KINDS_MAX]);
/* "v1.0 before 2011". */
void kind_name(const struct kind *kind, char name[KIND_NAME]);

struct subject;

/* A personalised card after its first reset; one answer to a challenge was used up on it before.
 * NULL: no memory, or the card could not be made. */
struct subject *subject_new(const struct kind *kind);
void subject_free(struct subject **subject);

/* A concrete card, and the challenge that was drawn last. */
struct memory {
    uint8_t *bytes;
    size_t size;
    uint8_t challenge[ANSWER_SIZE];
};
/* False: no memory. Give it back with memory_free. */
NODISCARD bool subject_remember(const struct subject *subject, struct memory *memory);
void memory_free(struct memory *memory);
/* Puts the card back, power and all. False: it would not be restored. */
NODISCARD bool subject_return(struct subject *subject, const struct memory *memory);

struct event {
    uint8_t sent[SPOKEN_MAX]; /* holds a PIN or PUK: for decode.h alone */
    size_t sent_size;
    uint8_t got[258];
    size_t got_size;
    unsigned word; /* the status word; WORD_ATR, WORD_NONE */
    int writes;    /* to the store */
    bool compared; /* digits were looked at */
};

/* Does one letter to the card. With a `cut` the power goes after that many writes, and the card
 * has said nothing (CUT_NEVER: it stays). */
void subject_do(struct subject *subject, unsigned letter, int cut, struct event *event);
/* The same letter spoilt (spoil.h). False: it cannot be spoilt so. */
NODISCARD bool subject_spoil(struct subject *subject, unsigned letter, int spoil,
                             struct event *event);
/* After the store refused: it is willing again, and the card refuses all the same, whatever it is
 * told. */
NODISCARD bool subject_gave_up(struct subject *subject);
/* Takes all power away and makes the card again from its store, or a blank one where that does
 * not come up. False: no memory. */
NODISCARD bool subject_boot(struct subject *subject, bool *comes_up);

/* What the card is, by the bytes of a snapshot. */
struct state subject_state(const struct subject *subject);
/* What else it is, as a number (abstract.h). */
uint64_t subject_rest(const struct subject *subject);

#endif
