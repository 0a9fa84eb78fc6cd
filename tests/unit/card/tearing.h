/* SPDX-License-Identifier: MIT */
/*
 * The tearing oracle: it walks what a card does with its memory, cuts the power at every write
 * and everywhere inside it, and looks at the card that comes up again. Legal is the state
 * before, or the state after a whole commit; digits that were compared must have cost a try.
 */
#ifndef TESTS_UNIT_CARD_TEARING_H
#define TESTS_UNIT_CARD_TEARING_H

#include <stddef.h>

struct tearing {
    size_t scenarios;
    size_t writes;       /* in all scenarios */
    size_t cuts;         /* powers cut, each with a card brought up again */
    size_t illegal;      /* states that no rule allows */
    size_t free_guesses; /* of them: digits compared, no try lost */
};

/* Runs everything; needs some seconds. LOUD names illegal states on stderr, up to ten; QUIET
 * stops after the write that showed the first. */
enum tearing_voice { QUIET, LOUD };
void tearing_run(enum tearing_voice voice, struct tearing *result);

#endif
