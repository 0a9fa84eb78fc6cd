/* SPDX-License-Identifier: MIT */
/* What secrets need: to be compared without a trace in time, and to be gone. */
#ifndef SIM_BASE_SECRET_H
#define SIM_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

/* Overwrites `size` bytes in a way the compiler may not leave out. */
void secret_wipe(void *data, size_t size);

/* True when both runs are equal; takes the same time wherever they differ. */
bool secret_equal(const void *one, const void *other, size_t size);

#endif
