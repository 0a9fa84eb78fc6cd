/* SPDX-License-Identifier: MIT */
/* The run as TAP (versions 13 and 14): a test point for each case, skips with their reason. */
#ifndef CONFORMANCE_REPORT_TAP_H
#define CONFORMANCE_REPORT_TAP_H

#include <stdio.h>

#include "conformance/runner/result.h"

void tap_write(const struct run *run, FILE *out);

#endif
