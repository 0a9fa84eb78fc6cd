/* SPDX-License-Identifier: MIT */
/* Defect: a code that was sent in the future lives as one that was sent now. (LOG-4) */
#include "portal-mock/code.h"

#define code_check code_check_right
#include "portal-mock/code.c"
#undef code_check

enum error code_check(struct portal *portal, struct session *session, enum code_use use,
                      const char *digits)
{
    struct code *code = slot_of(session, use);

    if (code->sent > portal_now(portal))
        code->sent = portal_now(portal);
    return code_check_right(portal, session, use, digits);
}
