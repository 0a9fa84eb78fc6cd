/* SPDX-License-Identifier: MIT */
/*
 * Commands that are right but for one thing: another class, a bit of P1 or P2, a length that is
 * none. Whatever the letter would do, a spoilt one does nothing. It knows no card.
 */
#ifndef CONFORMANCE_EXPLORE_SPOIL_H
#define CONFORMANCE_EXPLORE_SPOIL_H

#include "conformance/explore/alphabet.h"
#include "conformance/explore/state.h"

enum { SPOIL_NONE = -1, SPOILS = 27 };

/* What is wrong, for people: "on another channel". */
const char *spoil_name(int spoil);

/* Spoils a letter as it goes over the wire. False: that would make another right command of it, or
 * there is nothing to spoil. */
NODISCARD bool spoil_make(int spoil, unsigned letter, struct spoken *spoken);

/* True when the rules allow what became of it: an error that counts nothing, and `nothing` else;
 * with a Le where none is due also what the letter gets (`obeyed`). */
bool spoil_allows(int spoil, unsigned word, bool nothing, bool obeyed);
/* True when nothing became of it but that, as any command, it ends what others may not survive. */
bool spoil_allows_state(unsigned letter, const struct state *before, const struct state *after);

#endif
