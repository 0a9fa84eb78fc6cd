/* SPDX-License-Identifier: MIT */
/* What a story keeps under a name, and texts in which `$name` stands for it. */
#ifndef CONFORMANCE_VARS_H
#define CONFORMANCE_VARS_H

#include "sim/base/bytes.h"

struct vars; /* values are wiped when replaced and at the end: some are PINs */

/* NULL when there is no memory. */
struct vars *vars_new(void);
void vars_free(struct vars **vars);

/* Keeps a value (copied). False: no memory. */
NODISCARD bool vars_set(struct vars *vars, const char *name, const char *value);
NODISCARD bool vars_set_bytes(struct vars *vars, const char *name, struct bytes value);
/* The value, until it is replaced; NULL when nobody has set it. */
const char *vars_get(const struct vars *vars, const char *name);

/* A copy of `text` with the names replaced; the caller frees it. NULL: no memory, or a name
 * that nobody has set. `$` before anything but a letter stands for itself. */
char *vars_expand(const struct vars *vars, const char *text);

#endif
