/* SPDX-License-Identifier: MIT */
/* What libFuzzer calls, and replay.c in its place. */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* Once, before the first input. */
__attribute__((visibility("default"))) int LLVMFuzzerInitialize(int *argc, char ***argv);
/* An input; 0 always. Whatever is wrong ends the process. */
__attribute__((visibility("default"))) int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
