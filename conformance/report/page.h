/* SPDX-License-Identifier: MIT */
/*
 * The run as one HTML page that needs nothing else: what stands of each requirement, each
 * case with its story, and what fell with the evidence beside it.
 */
#ifndef CONFORMANCE_REPORT_PAGE_H
#define CONFORMANCE_REPORT_PAGE_H

#include <stdio.h>

#include "conformance/runner/standing.h"

void page_write(const struct run *run, FILE *out);
/* The class of a standing, for html_word. */
const char *page_class(enum standing standing);
/* What the words of a matrix mean; for every page that has one. */
void page_legend(FILE *out);

#endif
