/* SPDX-License-Identifier: MIT */
/*
 * The holder of the demo: types command lines, reads what they say, and answers what
 * they ask: the letters in the picture, the SMS on the phone, the PIN in mind.
 */
#ifndef SIM_WORLD_PROGRAM_ACTOR_H
#define SIM_WORLD_PROGRAM_ACTOR_H

#include "sim/world/program/stage.h"

enum { ACTOR_HEARD = 8192 };

struct actor {
    struct world *world;
    char directory[PLACE_PATH]; /* where the commands run and leave their files */
    char programs[PLACE_PATH];  /* the folder of akissim, and of akis beside it */
    bool by_socket;             /* no PC/SC here: clients inherit a socket to the card */
    char pin[20];               /* the one a page showed last */
    char heard[ACTOR_HEARD];    /* what the last command said on stdout */
};

/* Prepares an actor in a folder of its own below the world's, with the files that the lines need,
 * and the environment of the commands. */
NODISCARD bool actor_new(const struct stage *stage, struct actor *actor);

/* Types one line, words separated by blanks, run without a shell. In it stand {card} for the serial
 * that a command said last, {certificate} for the certificate of the card in the reader, {code} for
 * the pairing code said last, {trust} for the file of roots, {now} for the world's time. `answers`
 * are written to descriptor 3, a line each: "captcha", "word", "sms" and "pin" are looked up when
 * they are due, anything else is meant as it stands. What is said is shown indented. Returns the
 * exit status; -1 when it could not be run. */
int actor_type(struct actor *actor, const char *line, const char *answers);

#endif
