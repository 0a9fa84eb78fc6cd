/* SPDX-License-Identifier: MIT */
/* A case's evidence as a list of steps: what was said, sent and expected, and what came. */
#ifndef CONFORMANCE_REPORT_PAGE_STORY_H
#define CONFORMANCE_REPORT_PAGE_STORY_H

#include <stdio.h>

#include "conformance/runner/result.h"

/* With what the world saw at each step when the case did not hold. Nothing without evidence. */
void page_story(const struct result *result, FILE *out);

#endif
