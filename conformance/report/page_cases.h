/* SPDX-License-Identifier: MIT */
/* The cases of a run as HTML: each with its claim and story, what did not hold by kind. */
#ifndef CONFORMANCE_REPORT_PAGE_CASES_H
#define CONFORMANCE_REPORT_PAGE_CASES_H

#include <stdio.h>

#include "conformance/runner/result.h"

/* What did not hold: a list of what fell at a MUST, then at a SHOULD, then the other verdicts. */
void page_fallen(const struct run *run, FILE *out);
/* Links to the headings that page_fallen and page_held write, each with its number. */
void page_links(const struct run *run, FILE *out);
void page_held(const struct run *run, FILE *out);

#endif
