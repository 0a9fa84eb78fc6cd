/* SPDX-License-Identifier: MIT */
/*
 * Cells of the product's tables that can be changed. Each table is walked by one function, which
 * asks for every cell whether this is the one, and changes the table's writable copy if so;
 * when cells are listed the same walk prints them.
 */
#ifndef TESTS_DEFECTS_MUTANT_CELLS_H
#define TESTS_DEFECTS_MUTANT_CELLS_H

#include <stdbool.h>

/* "command VERIFY access=HOLDER" … `requirement` is what falls when breaks.def has no line for
 * it. True: this cell is to be changed. */
__attribute__((format(printf, 2, 3))) bool cell(const char *requirement, const char *format, ...);

void walk_profiles(void); /* versions of the card and its command table */
void walk_routes(void);   /* of the portal */

#endif
