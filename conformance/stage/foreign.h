/* SPDX-License-Identifier: MIT */
/*
 * A card that is not of our world, in anybody's reader: what is known of it, in memory that the
 * processes of a run share, so that no secret stands in an argument, a variable or a file.
 */
#ifndef CONFORMANCE_STAGE_FOREIGN_H
#define CONFORMANCE_STAGE_FOREIGN_H

#include "conformance/vars.h"
#include "sim/link/link.h"

enum {
    FOREIGN_READER = 128,
    FOREIGN_PROFILE = 16,
    FOREIGN_SERIAL = 25,
    FOREIGN_SECRET = 17,
    FOREIGN_CASE = 128,
    FOREIGN_TRIES = 3, /* of a PIN nobody has missed */
};

/* The PIN and PUK that the stories are written with; a destructive run gives them to the card. */
#define FOREIGN_STORY_PIN "123456"
#define FOREIGN_STORY_PUK "12345678"

enum foreign_end {
    FOREIGN_FINE,
    FOREIGN_STOPPED, /* by whoever runs the judge: the cases that are left are not played */
    FOREIGN_LOCKED,  /* and nothing here can unlock it */
    FOREIGN_DEAD,    /* out of use for ever */
    FOREIGN_STRANGE, /* not as it should be after a case: nobody goes on */
};

struct foreign {
    int memory;                  /* the descriptor behind this */
    char reader[FOREIGN_READER]; /* "" for a card over vpcd's wire */
    int vpcd;                    /* its connected socket; -1: none */
    char profile[FOREIGN_PROFILE];
    char atr[2 * LINK_ATR_MAX + 1]; /* hexadecimal */
    char serial[FOREIGN_SERIAL];
    int64_t produced;             /* YYYYMMDD; 0: nobody said */
    bool destroy;                 /* its owner allows what cannot be undone */
    unsigned tries;               /* of the PIN, when the run began; 0: locked or unknown */
    char own_pin[FOREIGN_SECRET]; /* "": nobody said */
    char own_puk[FOREIGN_SECRET];
    char pin[FOREIGN_SECRET]; /* as they are now */
    char puk[FOREIGN_SECRET];
    enum foreign_end end;
    char by[FOREIGN_CASE]; /* the case after which it ended */
};

/* New, all empty, behind a descriptor that children inherit. NULL: no memory. */
struct foreign *foreign_new(void);
/* The same memory in a child, which closes the descriptor to programs of its own. */
struct foreign *foreign_attach(int fd);
/* Wipes what foreign_new made, and nulls; accepts NULL. */
void foreign_free(struct foreign **foreign);

/* Made before 2011-01-01: it unlocks by PUK. False too when nobody said when. */
bool foreign_is_old(const struct foreign *foreign);

/* A link to the card, alone with it; powered up, its ATR appended. */
NODISCARD enum link_result foreign_link(const struct foreign *foreign, struct link **link,
                                        struct buf *atr);

#endif
