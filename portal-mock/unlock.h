/* SPDX-License-Identifier: MIT */
/* Kilit Çözme: the rules that its two sides, page and program, share. */
#ifndef PORTAL_MOCK_UNLOCK_H
#define PORTAL_MOCK_UNLOCK_H

#include "portal-mock/inside.h"

/* May this holder unlock this card now? Checked when he asks, and again when the cryptogram is
 * made: ERROR_not_found (no card of his), ERROR_use_puk, ERROR_not_valid. */
NODISCARD enum error unlock_check(struct portal *portal, const char *holder, const char *serial);

/* Forgets code and pairing, and goes to `state`. */
void unlock_end(struct unlock *unlock, enum unlock_state state);

const char *unlock_state_name(enum unlock_state state);

#endif
