/* SPDX-License-Identifier: MIT */
/* The writable command table that the profiles' copies point to. */
#ifndef TESTS_DEFECTS_MUTANT_COMMANDS_H
#define TESTS_DEFECTS_MUTANT_COMMANDS_H

#include "card/profiles/profile.h"

/* Copies the table, changes what is to be changed; `count` rows. */
const struct command *walk_commands(size_t *count);

#endif
