/* SPDX-License-Identifier: MIT */
/*
 * The environment of an adapter: ours without any AKIS_ variable, and what PROTOCOL.md names.
 * PCSCLITE_CSOCK_NAME is always set: unset, libpcsclite asks the machine's own pcscd, and a story's
 * wrong PINs would reach the card in somebody's reader. Where the link is no PC/SC it names
 * nothing.
 */
#ifndef CONFORMANCE_STAGE_ENVIRONMENT_H
#define CONFORMANCE_STAGE_ENVIRONMENT_H

#include "conformance/stage/adapter.h"

enum { ENVIRONMENT_LINK_FD = 9 }; /* the number that the card's socket gets in the adapter */

/* NULL-ended, all on the heap; NULL: no memory. */
char **environment_new(const struct adapter_options *options);
void environment_free(char ***environment);

#endif
