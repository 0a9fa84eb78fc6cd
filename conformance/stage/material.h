/* SPDX-License-Identifier: MIT */
/* Bytes as a step writes them: PEM, hexadecimal, base64 or, for data, text. */
#ifndef CONFORMANCE_STAGE_MATERIAL_H
#define CONFORMANCE_STAGE_MATERIAL_H

#include "conformance/json.h"

enum { MATERIAL_MAX = 16384 };

/* Appends the bytes of the field `name`: a PEM certificate, hexadecimal (an even number of
 * digits and nothing else), or base64. False: absent or none of these. */
NODISCARD bool material_read(const struct json *fields, const char *name, struct buf *bytes);

#endif
