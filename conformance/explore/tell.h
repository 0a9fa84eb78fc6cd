/* SPDX-License-Identifier: MIT */
/* What a walk found, for people and for programs. No PIN, PUK or answer is ever shown. */
#ifndef CONFORMANCE_EXPLORE_TELL_H
#define CONFORMANCE_EXPLORE_TELL_H

#include <stdio.h>

#include "conformance/explore/walk.h"

/* The column heads of tell_walk's lines. */
void tell_head(FILE *out);
/* One line: the card, states, cards, transitions, cuts, time, and whether it differs. */
void tell_walk(FILE *out, const struct walk *walk);
/* The shortest way to the difference, letter by letter with its APDUs, and what card and model
 * say in the end. Nothing when there is none. */
void tell_difference(FILE *out, const struct walk *walk);

/* One JSON object. */
void tell_json(FILE *out, const struct walk *walk);

const char *difference_name(enum difference_kind kind);
/* "PIN A", "power lost after 1 write of PIN A". */
enum { STEP_TEXT = 96 };
void tell_step(struct way_step step, char text[STEP_TEXT]);

#endif
