/* SPDX-License-Identifier: MIT */
/*
 * What the judge's pages share: one head with its style, light and dark as the reader's system is,
 * and the few elements that need care. A page needs nothing but itself: no script, no picture.
 */
#ifndef CONFORMANCE_REPORT_HTML_H
#define CONFORMANCE_REPORT_HTML_H

#include <stdio.h>

/* Opens a page and its one <main>: title and <h1> are the same words, as they are. */
void html_open(FILE *out, const char *title);
void html_close(FILE *out);

/* Words as HTML: marks escaped, what no page can hold as '?'. */
void html_text(FILE *out, const char *text);

/* A table that can be moved sideways when it is too wide. `label` tells its reader what it is;
 * `columns` are the heads, NULL last. Rows are <tr>, between the two calls. */
void html_table_open(FILE *out, const char *label, const char *const *columns);
void html_table_close(FILE *out);

/* A word in the colour of its class: the names of verdicts and standings are classes. */
void html_word(FILE *out, const char *word_class, const char *word);
/* A fact with its number, for a list of class "sum". */
void html_sum(FILE *out, const char *word_class, size_t number, const char *word);

#endif
