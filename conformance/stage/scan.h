/* SPDX-License-Identifier: MIT */
/* Looks for a secret of digits in every file below a folder, in the spellings it could have. */
#ifndef CONFORMANCE_STAGE_SCAN_H
#define CONFORMANCE_STAGE_SCAN_H

#include "sim/base/bytes.h"

enum { SCAN_PATH = 256 };

/* True when some file holds the digits as text, UTF-16, packed BCD, hexadecimal or base64;
 * `path` then says which. */
bool scan_finds(const char *folder, const char *digits, char path[SCAN_PATH]);

#endif
