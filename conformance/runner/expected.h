/* SPDX-License-Identifier: MIT */
/*
 * Failures that are known: a file of lines "case | owner | date | reason", '#' begins a
 * remark. An entry whose case passes, or is not there, fails the run: the file never rots. In a
 * part of a run, as a share of it, an entry for a case of another part is nobody's.
 */
#ifndef CONFORMANCE_RUNNER_EXPECTED_H
#define CONFORMANCE_RUNNER_EXPECTED_H

#include <stdio.h>

#include "conformance/runner/result.h"

/* Turns the failures that `path` names into expected ones, and tells of each stale or malformed
 * entry on `out`. False: there was one, or the file cannot be read. */
NODISCARD bool expected_apply(const char *path, struct run *run, FILE *out);

#endif
