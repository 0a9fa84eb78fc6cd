/* SPDX-License-Identifier: MIT */
/*
 * APDUs in words, for reports: what a command asks and what a status word means. The judge's
 * own small decoder; bodies that carry a PIN, PUK or cryptogram become asterisks.
 */
#ifndef CONFORMANCE_STAGE_DECODE_H
#define CONFORMANCE_STAGE_DECODE_H

#include "sim/base/bytes.h"

enum { DECODE_TEXT = 700 };

/* True for a command whose body is a PIN, a PUK or a cryptogram. */
bool decode_is_secret(struct bytes command);
/* "VERIFY"; "" for a command that is not known. */
const char *decode_name(struct bytes command);
/* "00 20 00 80 06 ** … · VERIFY". */
void decode_command(struct bytes command, char text[DECODE_TEXT]);
/* "63C2 · wrong, 2 tries left"; data before the status word is shown, cut when long. */
void decode_response(struct bytes response, char text[DECODE_TEXT]);

#endif
