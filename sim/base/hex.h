/* SPDX-License-Identifier: MIT */
/* Bytes as hexadecimal digits and back. */
#ifndef SIM_BASE_HEX_H
#define SIM_BASE_HEX_H

#include "sim/base/bytes.h"

/* Writes upper-case digits and an end into `text`. False when `size` characters
 * are too few (2 a byte and one more); then `text` is untouched. */
NODISCARD bool hex_encode(struct bytes bytes, char *text, size_t size);

/* Appends the bytes that `text` spells; blanks between bytes are skipped. False on
 * a stray character, half a byte or too little room; then `out` is as before. */
NODISCARD bool hex_decode(const char *text, struct buf *out);

#endif
