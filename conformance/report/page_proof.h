/* SPDX-License-Identifier: MIT */
/*
 * A proof as one HTML page that needs nothing else: what survived, why some may, which cases
 * noticed nothing, and the kill matrix of each requirement.
 */
#ifndef CONFORMANCE_REPORT_PAGE_PROOF_H
#define CONFORMANCE_REPORT_PAGE_PROOF_H

#include <stdio.h>

#include "conformance/prove/proof.h"

void page_proof_write(const struct proof *proof, FILE *out);

#endif
