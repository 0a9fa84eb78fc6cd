/* SPDX-License-Identifier: MIT */
/* The run as one JSON document: results, and the standing of every requirement. */
#ifndef CONFORMANCE_REPORT_DOCUMENT_H
#define CONFORMANCE_REPORT_DOCUMENT_H

#include <stdio.h>

#include "conformance/runner/result.h"

void document_write(const struct run *run, FILE *out);

#endif
