/* SPDX-License-Identifier: MIT */
/* What akissim says to people, in the language of their locale: Turkish, else English. */
#ifndef SIM_WORLD_PROGRAM_WORDS_H
#define SIM_WORLD_PROGRAM_WORDS_H

enum word {
#define WORD(name, english, turkish) WORD_##name,
#include "sim/world/program/words.def"
#undef WORD
};

/* The text of that word, which may be a format. Lives for ever. */
const char *word(enum word name);

#endif
