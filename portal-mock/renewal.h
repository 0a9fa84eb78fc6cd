/* SPDX-License-Identifier: MIT */
/* Whether a renewal waits for its start. */
#ifndef PORTAL_MOCK_RENEWAL_H
#define PORTAL_MOCK_RENEWAL_H

#include "portal-mock/inside.h"

bool renewal_waits(struct portal *portal, const char *holder);

#endif
