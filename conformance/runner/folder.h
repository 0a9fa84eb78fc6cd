/* SPDX-License-Identifier: MIT */
/* Where a run leaves what it has to show. */
#ifndef CONFORMANCE_RUNNER_FOLDER_H
#define CONFORMANCE_RUNNER_FOLDER_H

#include "conformance/runner/result.h"

/* Makes a new folder in the one that was told (NULL: "akis-conformance" in TMPDIR or /tmp), named
 * by what it is of ("run") and the moment. False: told on stderr why not. */
NODISCARD bool folder_make(const char *told, const char *what, char folder[RESULT_PATH]);

#endif
