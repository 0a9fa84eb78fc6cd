/* SPDX-License-Identifier: MIT */
/* Defect: a refused signature is told as a login. (LOG-6) */
#include "sim/engine/portal.h"

#define akis_portal_signed akis_portal_signed_right
#include "sim/engine/portal_login.c"
#undef akis_portal_signed

struct akis_result akis_portal_signed(struct akis_portal *portal, struct akis_card *card,
                                      const struct akis_certificate *certificate,
                                      const char *holder_id)
{
    struct akis_result result = akis_portal_signed_right(portal, card, certificate, holder_id);

    return result.outcome == AKIS_LOGIN_FAILED ? result_of(AKIS_OK) : result;
}
