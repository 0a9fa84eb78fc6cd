/* SPDX-License-Identifier: MIT */
/* Defect: the valid certificate is revoked at the first word, its successor not begun. (CRT-6) */
#include "sim/engine/portal.h"

#define akis_portal_revoke akis_portal_revoke_right
#include "sim/engine/portal_menu.c"
#undef akis_portal_revoke

struct akis_result akis_portal_revoke(struct akis_portal *portal, const char *serial,
                                      const char *reason, enum akis_confirm confirm)
{
    (void)confirm;
    return akis_portal_revoke_right(portal, serial, reason, AKIS_CONFIRMED_GAP);
}
