/* SPDX-License-Identifier: MIT */
/* A command as a step writes it: hexadecimal, where "{ … }" is its length and then the bytes. */
#ifndef CONFORMANCE_STAGE_APDU_H
#define CONFORMANCE_STAGE_APDU_H

#include "sim/base/bytes.h"

/* Appends the command's bytes. False: malformed, or too little room. */
NODISCARD bool apdu_read(const char *text, struct buf *command);

#endif
