/* SPDX-License-Identifier: MIT */
/* Looks for secrets in every file below a folder, in every dress in which they might lie there. */
#ifndef TESTS_UNIT_PORTAL_SCAN_H
#define TESTS_UNIT_PORTAL_SCAN_H

#include "sim/base/bytes.h"

/* How often `secret` (digits or other text) stands in a file below `folder`: as text, UTF-16 in
 * both orders, hexadecimal, Base64 in its three alignments, and digits as BCD. Tells of each. */
size_t scan_text(const char *folder, const char *secret);
/* Likewise for bytes: as they are, hexadecimal, Base64. */
size_t scan_bytes(const char *folder, struct bytes secret);

#endif
