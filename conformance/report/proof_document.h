/* SPDX-License-Identifier: MIT */
/* A proof as one JSON document: the kill matrix, row by row, and what is idle or stale. */
#ifndef CONFORMANCE_REPORT_PROOF_DOCUMENT_H
#define CONFORMANCE_REPORT_PROOF_DOCUMENT_H

#include <stdio.h>

#include "conformance/prove/proof.h"

void proof_document_write(const struct proof *proof, FILE *out);

#endif
