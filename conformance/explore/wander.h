/* SPDX-License-Identifier: MIT */
/*
 * A long story that nobody wrote: letters, as they are and spoilt, one after the other to one card
 * that cannot be looked into; the model says what each must answer. Each is chosen so that what was
 * said least is said next; after it the tries are asked for, so that what went wrong is told of the
 * letter that did it. It knows no card and no wire.
 */
#ifndef CONFORMANCE_EXPLORE_WANDER_H
#define CONFORMANCE_EXPLORE_WANDER_H

#include "conformance/explore/model.h"
#include "conformance/explore/spoil.h"

enum { WANDER_TEXT = 200 };

/* Says a letter to the card, by its bytes or, where it has none, by its power; the word is what it
 * answers. */
typedef bool wander_fn(void *context, const struct letter *letter, struct bytes bytes,
                       unsigned *word);

struct wander {
    const char *dialect;
    enum age age;
    unsigned steps;
    uint32_t seed;
    wander_fn *say;
    void *context;
};

/* Where it ended, and why. */
struct wandered {
    bool differs;
    enum requirement requirement; /* of the row that the card did not keep */
    unsigned steps;
    char text[WANDER_TEXT]; /* what was said and answered, for people */
};

/* From a new card (state of the factory) on, until a difference or the last step; an old card is
 * dead in the last quarter of them. False: no memory, no such dialect, or `say` failed. */
NODISCARD bool wander(const struct wander *wander, struct wandered *wandered);

#endif
