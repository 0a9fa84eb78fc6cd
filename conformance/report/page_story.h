/* SPDX-License-Identifier: MIT */
/* A case's evidence as a list of steps: what was said, sent and expected, and what came. */
#ifndef CONFORMANCE_REPORT_PAGE_STORY_H
#define CONFORMANCE_REPORT_PAGE_STORY_H

#include <stdio.h>

#include "conformance/runner/result.h"

void page_story(const struct result *result, FILE *out);

#endif
