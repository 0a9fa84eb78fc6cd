/* SPDX-License-Identifier: MIT */
/* What is wrong with a run before it begins: said once, and not in every case. */
#ifndef CONFORMANCE_RUNNER_CHECK_H
#define CONFORMANCE_RUNNER_CHECK_H

#include "conformance/runner/options.h"

/* Tries each --set on a world. False, with a word on stderr, when one names no rule or no value of
 * it. */
bool check_settings(const struct options *options);

#endif
