/* SPDX-License-Identifier: MIT */
/* The portal's words: Turkish is its language, English on request. */
#ifndef PORTAL_MOCK_WORDS_H
#define PORTAL_MOCK_WORDS_H

enum language { TURKISH, ENGLISH };

/* The text of a page in that language; as it stands when there is no translation. */
const char *words_translate(const char *turkish, enum language language);
/* A word of the wire (terms.def) for people; as it stands when it is no such word. */
const char *words_term(const char *word, enum language language);

#endif
