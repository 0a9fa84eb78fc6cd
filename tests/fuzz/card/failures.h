/* SPDX-License-Identifier: MIT */
/*
 * Calls that fail on demand: the linker puts ours in the place of the allocator's and OpenSSL's
 * (--wrap, see CMakeLists.txt), and the n-th call after failures_arm fails.
 */
#ifndef TESTS_FUZZ_CARD_FAILURES_H
#define TESTS_FUZZ_CARD_FAILURES_H

/* The `nth` wrapped call from now on fails, once; 0: none does. */
void failures_arm(unsigned nth);

#endif
