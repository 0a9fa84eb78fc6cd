/* SPDX-License-Identifier: MIT */
/*
 * The alphabet: everything that may happen to a card, as the model sees it (input, secrets), and
 * as the card does (bytes). It knows no card; the words of an AKİS version are the judge's own.
 */
#ifndef CONFORMANCE_EXPLORE_ALPHABET_H
#define CONFORMANCE_EXPLORE_ALPHABET_H

#include "sim/base/bytes.h"

/* What the model's rows are about, as bits. */
enum input {
    COLD = 1 << 0,
    WARM = 1 << 1,
    LOGOUT = 1 << 2,
    VERIFY = 1 << 3,
    OTHER_REFERENCE = 1 << 4, /* VERIFY of a PIN that the card does not have */
    ASK = 1 << 5,
    ASK_PUK = 1 << 6,
    CHANGE = 1 << 7,
    CHANGE_PUK = 1 << 8,
    UNLOCK = 1 << 9, /* RESET RETRY COUNTER with a PUK */
    CHALLENGE = 1 << 10,
    ANSWER = 1 << 11,  /* EXTERNAL AUTHENTICATE for an unlock */
    SET_PIN = 1 << 12, /* RESET RETRY COUNTER without a PUK */
    OFFICE = 1 << 13,  /* EXTERNAL AUTHENTICATE for the administrator */
    PHASE_OPEN = 1 << 14,
    PHASE_CLOSE = 1 << 15,
    CHOOSE = 1 << 16,
    SIGN = 1 << 17,
    DECIPHER = 1 << 18,
    SELECT_MF = 1 << 19,
    SELECT = 1 << 20,
    GET_DATA = 1 << 21,
    UNKNOWN = 1 << 22,
    STUMP = 1 << 23,     /* too short for a command */
    PIECE = 1 << 24,     /* of a chained signature, not the last */
    PIN_PIECE = 1 << 25, /* VERIFY as if it came in pieces */
    GENERATE = 1 << 26,  /* much is written at once: in a loss of power alone */
    ANY = (1 << 27) - 1,
};

/* A secret that is shown or to be set. */
enum secret {
    NOTHING,
    PIN_A, /* in the order of the state's numbers */
    PIN_B,
    PUK_P,
    PUK_Q,
    ANOTHER,   /* well formed, and nobody's */
    MALFORMED, /* a PIN or PUK that cannot be one */
    /* answers to a challenge */
    RIGHT_ANSWER,
    ALTERED,  /* the right one with a bit turned over */
    REPLAYED, /* one that the card took before, to the challenge of then */
    STRAY,    /* right for a challenge that the card never gave */
    FOREIGN,  /* right for another card */
    MISUSED,  /* right for the other purpose */
};

struct letter {
    const char *id;
    const char *name; /* for people */
    enum input input;
    enum secret given;
    enum secret fresh;
    const char *apdu; /* in the judge's words; NULL: power alone */
};

enum {
#define LETTER(id, name, input, given, fresh, apdu) LETTER_##id,
#include "conformance/explore/letters.def"
#undef LETTER
    LETTERS
};
extern const struct letter letters[LETTERS];

enum { SPOKEN_MAX = 200, ANSWER_SIZE = 16, PIECE_SIZE = 51 };

/* A letter as it goes over the wire; an answer's sixteen bytes come last and are still zero. */
struct spoken {
    uint8_t bytes[SPOKEN_MAX];
    size_t size; /* 0: power alone */
};

/* The whole alphabet in the words of an AKİS version ("v1.0": stage/dialect.h). False: there is no
 * such version, a letter is no APDU, or no memory. */
NODISCARD bool alphabet_speak(const char *dialect, struct spoken spoken[LETTERS]);

/* The digits that PIN and PUK have as issued (0) and after a change (1). */
const char *alphabet_pin(unsigned which);
const char *alphabet_puk(unsigned which);

#endif
