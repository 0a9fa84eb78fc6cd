/* SPDX-License-Identifier: MIT */
/* Sentences for people, in the language of the calling thread's locale (gettext, domain "akis").
 * The source speaks English; po/ holds the other languages. */
#ifndef SIM_ENGINE_SAY_H
#define SIM_ENGINE_SAY_H

/* The sentence in UTF-8, or itself when the catalogue has none; lives as long as the program. ""
 * stays
 * "". A call with a literal is found by xgettext. */
__attribute__((format_arg(1))) const char *say(const char *english);

/* A sentence in a table, which is given to say() where it is shown. */
#define MARK(english) english

#endif
