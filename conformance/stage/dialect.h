/* SPDX-License-Identifier: MIT */
/*
 * What differs from one AKİS version to the next on the wire, as the judge knows it: words
 * that steps write as $PIN, $MSE … Ours, not the card's: AKIS-FACTS is the common source.
 */
#ifndef CONFORMANCE_STAGE_DIALECT_H
#define CONFORMANCE_STAGE_DIALECT_H

#include "conformance/vars.h"

/* Sets the words of a profile. False: no such profile, or no memory. */
NODISCARD bool dialect_speak(const char *profile, struct vars *vars);

/* The profile whose cards answer a reset so (hexadecimal); NULL: the judge knows none. */
const char *dialect_of(const char *atr);
/* True when that is the ATR of an AKİS of any version: "UEKAE" or "TC" after the pre-issuing tag.
 */
bool dialect_is_akis(const char *atr);

#endif
