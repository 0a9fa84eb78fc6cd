/* SPDX-License-Identifier: MIT */
/* A certificate looked at from outside: what it says, for pages and for checks. */
#ifndef PORTAL_MOCK_CA_INSPECT_H
#define PORTAL_MOCK_CA_INSPECT_H

#include "portal-mock/ca/inside.h"

/* Fills in the description; false when a number or a date in it cannot be read. */
NODISCARD bool certificate_describe(const X509 *certificate, struct ca_description *description);

#endif
