/* SPDX-License-Identifier: MIT */
/*
 * The run as one HTML page that needs nothing else: what stands of each requirement, each
 * case with its story, and what fell with the evidence beside it.
 */
#ifndef CONFORMANCE_REPORT_PAGE_H
#define CONFORMANCE_REPORT_PAGE_H

#include <stdio.h>

#include "conformance/runner/result.h"

void page_write(const struct run *run, FILE *out);

#endif
