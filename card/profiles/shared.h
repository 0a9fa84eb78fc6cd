/* SPDX-License-Identifier: MIT */
/* What several versions have in common: one file each for a list, named by its family. */
#ifndef CARD_PROFILES_SHARED_H
#define CARD_PROFILES_SHARED_H

#include "card/profiles/profile.h"

enum { V1_ANSWER_MAX = 244, V2_ANSWER_MAX = 256, V2_ALGORITHMS = 7, COMMANDS = 26 };

extern const struct algorithm v2_algorithms[V2_ALGORITHMS];
extern const char *const v1_kinds[];    /* RSA-2048 */
extern const char *const v2_kinds[];    /* RSA 1024 to 2816 */
extern const char *const v2_ec_kinds[]; /* the same, P-256 and P-384 */

#endif
