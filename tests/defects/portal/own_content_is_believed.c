/* SPDX-License-Identifier: MIT */
/* Defect: a signature that brings what it signed along is checked over that, whatever it is.
 * (LOG-7)
 */
#include "portal-mock/ca/inspect.h"

#define bytes_equal(one, other) ((void)(one), (void)(other), true)
#include "portal-mock/ca/signed.c"
