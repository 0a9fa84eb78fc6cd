/* SPDX-License-Identifier: MIT */
/* The folder of RSA test keys that the worlds of one run share: made for it, and removed with it.
 */
#ifndef CONFORMANCE_RUNNER_KEYS_H
#define CONFORMANCE_RUNNER_KEYS_H

#include <stdbool.h>
#include <stddef.h>

/* Makes an empty folder (0700) and writes its path. False when none can be made. */
bool keys_make(char *path, size_t size);
/* Removes it with what is in it. */
void keys_remove(const char *path);

#endif
