/* SPDX-License-Identifier: MIT */
/*
 * The independent model: model.def's rows, what they foresee for a letter in a state, and
 * whether a card did that. It knows no card.
 */
#ifndef CONFORMANCE_EXPLORE_MODEL_H
#define CONFORMANCE_EXPLORE_MODEL_H

#include "conformance/explore/alphabet.h"
#include "conformance/explore/state.h"
#include "conformance/requirement.h"

/* The cards that a row is about, as bits. */
enum age { OLD = 1, NEW = 2, EVERY = OLD | NEW };

enum { MODEL_ROWS_MAX = 64, MODEL_PARTS = 4, WORD_NONE = 0, WORD_ATR = 1 };

struct model; /* rows made ready; one of them may be changed */

/* NULL: a row that cannot be read (told on stderr), or no memory. */
struct model *model_new(void);
void model_free(struct model **model);

/* Changes one row, so that it is seen to be missed: "NAME" makes its answer 6F00 (in an ALWAYS row,
 * it does nothing), "NAME=THEN" gives it another `then`. False, told on stderr: no such row, or no
 * such words. */
NODISCARD bool model_change(struct model *model, const char *change);

/* The names of its rows, in order; NULL past the last. */
const char *model_row_name(const struct model *model, size_t row);

struct forecast {
    const char *row;
    size_t row_number;
    enum requirement requirement;
    const char *answer;
    bool wrong_guess; /* digits are compared and are wrong */
    /* [0] as it was, then after each part; [parts] is how it ends. */
    struct state after[MODEL_PARTS + 1];
    unsigned parts;
};

/* What is to happen on a card of that age. False: the model has no row for it. */
NODISCARD bool model_foresee(const struct model *model, enum age age, const struct state *state,
                             const struct letter *letter, struct forecast *forecast);

/* True when the rules allow this status word. */
bool model_allows_word(const struct forecast *forecast, unsigned word);
/* What is left of a state when the power is lost in it. */
struct state model_without_power(const struct model *model, enum age age,
                                 const struct state *state);

#endif
