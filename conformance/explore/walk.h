/* SPDX-License-Identifier: MIT */
/*
 * The walk: breadth first from a new card over every state that the alphabet reaches, each
 * transition held against the model, and the power cut at every write of it. Each state is
 * entered with several cards that came to it on different ways; they must behave alike, else
 * the abstraction hides something.
 */
#ifndef CONFORMANCE_EXPLORE_WALK_H
#define CONFORMANCE_EXPLORE_WALK_H

#include "conformance/explore/spoil.h"
#include "conformance/explore/subject.h"

struct bounds {
    unsigned cards; /* concrete cards tried in each state, at least 1 */
    unsigned depth; /* letters at the most; 0: no bound */
    unsigned turns; /* each spoilt letter is said in every so many states; 0: in none */
};

/* From one state to another. `cut`: writes that landed before the power went; CUT_NEVER. */
struct edge {
    int from;
    int to;
    int letter;
    int cut;
    size_t row; /* of the model, that decided it */
};

enum difference_kind {
    DIFFERENCE_NONE,
    DIFFERENCE_NO_ROW,  /* the model says nothing of this */
    DIFFERENCE_WORD,    /* another status word */
    DIFFERENCE_STATE,   /* another state afterwards */
    DIFFERENCE_CUT,     /* after a loss of power neither before nor after, nor between */
    DIFFERENCE_MUTE,    /* after a loss of power it does not come up */
    DIFFERENCE_GUESS,   /* wrong digits were compared, and the loss of power gave the try back */
    DIFFERENCE_UNSOUND, /* two cards of one state behave differently */
    DIFFERENCE_SPOILT,  /* a spoilt command was obeyed, or changed something */
    DIFFERENCE_GOES_ON, /* what was not stored is obeyed */
};

struct difference {
    enum difference_kind kind;
    int place; /* where it began */
    int letter;
    int cut;
    int spoil; /* SPOIL_NONE: the letter as it is */
    unsigned word;
    struct state after;
    struct forecast forecast;
};

struct walk_counts {
    size_t states;
    size_t cards; /* concrete cards that were tried */
    size_t transitions;
    size_t cuts;
    size_t spoilt;  /* commands */
    unsigned depth; /* letters to the farthest state */
    double seconds; /* of the processor */
};

struct walk;

/* Walks one card to the end, or to the first difference: since it goes breadth first, no shorter
 * way leads to one. NULL: no memory, or no such card. */
struct walk *walk_new(const struct kind *kind, const struct model *model,
                      const struct bounds *bounds);
void walk_free(struct walk **walk);

/* Views that live as long as the walk. */
const struct walk_counts *walk_counts(const struct walk *walk);
const struct difference *walk_difference(const struct walk *walk);
const struct kind *walk_kind(const struct walk *walk);
/* The state of that number, in the order they were reached. */
struct state walk_state(const struct walk *walk, int state);
/* The state that a place is in. */
int walk_state_of(const struct walk *walk, int place);
const struct edge *walk_edges(const struct walk *walk, size_t *count);

/* One step on the way to a place. */
struct way_step {
    int letter;
    int cut;
    int spoil;
};
/* The way from the new card to a place; `steps` has room for `most`. How many there are. */
size_t walk_way(const struct walk *walk, int place, struct way_step *steps, size_t most);

#endif
