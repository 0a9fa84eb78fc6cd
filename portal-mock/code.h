/* SPDX-License-Identifier: MIT */
/*
 * SMS Onay Kodu: sent to a number, good once, for some seconds, for some tries, in its own
 * session and for its own purpose. A new one voids the old.
 */
#ifndef PORTAL_MOCK_CODE_H
#define PORTAL_MOCK_CODE_H

#include "portal-mock/inside.h"

/* Draws a code and sends it. ERROR_too_soon while an unused one for the same purpose is young. */
NODISCARD enum error code_send(struct portal *portal, struct session *session, enum code_use use,
                               const char *number);
/* ERROR_none when `digits` is the code; it is used up then. Else ERROR_code_wrong, and a try is
 * gone. */
NODISCARD enum error code_check(struct portal *portal, struct session *session, enum code_use use,
                                const char *digits);

/* The two halves of code_check: true when it is the code (a try is gone); and its using up. */
NODISCARD bool code_matches(struct portal *portal, struct session *session, enum code_use use,
                            const char *digits);
void code_use_up(const struct portal *portal, struct session *session, enum code_use use);

#endif
