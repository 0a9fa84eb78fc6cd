/* SPDX-License-Identifier: MIT */
/* Defect: what an SMS code was sent for is not asked. (CRT-7) */
#include "portal-mock/code.h"

#define code_matches code_matches_right
#define code_check   code_check_right
#include "portal-mock/code.c"
#undef code_matches
#undef code_check

bool code_matches(struct portal *portal, struct session *session, enum code_use use,
                  const char *digits)
{
    const struct code *code = slot_of(session, use);

    return code_matches_right(portal, session, code->use ? code->use : use, digits);
}

enum error code_check(struct portal *portal, struct session *session, enum code_use use,
                      const char *digits)
{
    if (!code_matches(portal, session, use, digits))
        return ERROR_code_wrong;
    code_use_up(portal, session, use);
    return ERROR_none;
}
