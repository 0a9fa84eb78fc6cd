/* SPDX-License-Identifier: MIT */
/* The environment of an adapter: ours without any AKIS_ variable, and what PROTOCOL.md names. */
#ifndef CONFORMANCE_STAGE_ENVIRONMENT_H
#define CONFORMANCE_STAGE_ENVIRONMENT_H

#include "conformance/stage/adapter.h"

enum { ENVIRONMENT_LINK_FD = 9 }; /* the number that the card's socket gets in the adapter */

/* NULL-ended, all on the heap; NULL: no memory. */
char **environment_new(const struct adapter_options *options);
void environment_free(char ***environment);

#endif
