/* SPDX-License-Identifier: MIT */
/*
 * Where folders go that end with their case or run: to TMPDIR when it is set; else into memory,
 * where nothing waits for a disk and no key comes to one, if the machine has room there; else to
 * /tmp.
 */
#ifndef CONFORMANCE_STAGE_SCRATCH_H
#define CONFORMANCE_STAGE_SCRATCH_H

#include <stddef.h>

#include "sim/base/bytes.h"

/* Makes a new folder (0700) whose name begins with `name`, in `above` (NULL: nowhere), else in the
 * first of these whose path fits, and writes its path. False: none can be made, and `path` is
 * empty. */
NODISCARD bool scratch_make(const char *above, const char *name, char *path, size_t size);
/* Removes the folder with all in it; nothing when `path` is empty. */
void scratch_remove(const char *path);

#endif
