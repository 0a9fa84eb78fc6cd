/* SPDX-License-Identifier: MIT */
/*
 * What a case would do to a card that is not of our world, read from its rows before any of them
 * is played: whom it asks, which secrets it needs, and what cannot be undone afterwards.
 */
#ifndef CONFORMANCE_STAGE_STORY_H
#define CONFORMANCE_STAGE_STORY_H

#include "conformance/case.h"
#include "conformance/vars.h"

enum harm {
    HARM_NONE,   /* reads, asks, verifies the right PIN, signs */
    HARM_SPENDS, /* spends tries or changes a PIN or PUK: can be made good with them */
    HARM_LOCKS,  /* ends with no PIN try, or begins with taking them all */
    HARM_KILLS,  /* out of use for ever */
};

enum { STORY_NEEDS = 120 };

struct story {
    char needs[STORY_NEEDS]; /* what a card in a reader alone does not have; "": nothing */
    bool pin;                /* its PIN must be known */
    bool puk;                /* its PUK is presented */
    bool unlocks;            /* unlocking is in it: the date of production matters */
    enum harm harm;
};

/* Reads the case for a card whose words `vars` hold. */
void story_read(const struct conf_case *conf_case, const struct vars *vars, struct story *story);

#endif
