/* SPDX-License-Identifier: MIT */
/* Defect: to revoke a suspended certificate answers "done", and leaves it suspended. (CRT-3) */
#include "portal-mock/life.h"

#define life_revoke life_revoke_right
#include "portal-mock/life.c"
#undef life_revoke

enum error life_revoke(struct portal *portal, const char *serial, int reason)
{
    struct certificate certificate;
    bool held = certificate_find(portal->database, serial, &certificate) == DATABASE_OK &&
                certificate.state == STATE_HELD;

    certificate_free(&certificate);
    return held ? ERROR_none : life_revoke_right(portal, serial, reason);
}
