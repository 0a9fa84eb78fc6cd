/* SPDX-License-Identifier: MIT */
/* Lines that `list` and `explain` both print on stdout. */
#ifndef CONFORMANCE_COMMAND_LIST_H
#define CONFORMANCE_COMMAND_LIST_H

#include "conformance/requirement.h"

/* A line for each case that a filter (NULL last) lets through, and their number. */
void list_cases(const char *const *filters);
/* One requirement: level, targets, step of the guide, paraphrase. */
void list_requirement(enum requirement requirement);

#endif
