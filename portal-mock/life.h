/* SPDX-License-Identifier: MIT */
/*
 * A certificate's life after it was issued, for the holder's pages and the desk alike.
 *
 *     GOOD --suspend--> HELD --lift, by who may--> GOOD
 *     GOOD, HELD --revoke--> REVOKED, for ever
 */
#ifndef PORTAL_MOCK_LIFE_H
#define PORTAL_MOCK_LIFE_H

#include "portal-mock/inside.h"

enum hand { HAND_HOLDER, HAND_CA };

/* Each returns ERROR_wrong_state when the state does not allow it; an expired certificate's
 * never does. */
NODISCARD enum error life_suspend(struct portal *portal, const char *serial, enum hand hand);
/* ERROR_held_by_ca when the holder may not lift it. */
NODISCARD enum error life_lift(struct portal *portal, const char *serial, enum hand hand);
NODISCARD enum error life_revoke(struct portal *portal, const char *serial, int reason);

/* CRLReason by its name in RFC 5280, of those that a holder or the CA may give; -1 for others. */
int reason_of(const char *name);
const char *reason_name(int reason);

#endif
