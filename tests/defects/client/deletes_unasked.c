/* SPDX-License-Identifier: MIT */
/* Defect: a PIN that was never saved is deleted at the first word. (INF-5) */
#include "sim/engine/portal.h"

#define akis_portal_delete akis_portal_delete_right
#include "sim/engine/portal_menu.c"
#undef akis_portal_delete

struct akis_result akis_portal_delete(struct akis_portal *portal, enum akis_delete how)
{
    (void)how;
    return akis_portal_delete_right(portal, AKIS_DELETE_ANYWAY);
}
