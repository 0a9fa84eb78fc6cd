/* SPDX-License-Identifier: MIT */
/* Defect: a code that was sent to one session opens every session. (LOG-4) */
#include "portal-mock/code.h"

#define code_matches code_matches_right
#define code_check   code_check_right
#include "portal-mock/code.c"
#undef code_matches
#undef code_check

bool code_matches(struct portal *portal, struct session *session, enum code_use use,
                  const char *digits)
{
    bool right = code_matches_right(portal, session, use, digits);

    for (size_t i = 0; !right && i < portal->sessions.count; i++)
        right = code_matches_right(portal, portal->sessions.list[i], use, digits);
    return right;
}

enum error code_check(struct portal *portal, struct session *session, enum code_use use,
                      const char *digits)
{
    if (!code_matches(portal, session, use, digits))
        return ERROR_code_wrong;
    code_use_up(portal, session, use);
    return ERROR_none;
}
