/* SPDX-License-Identifier: MIT */
/* Defect: a code that was used is good again, in any later login. (LOG-4) */
#include "portal-mock/code.h"

#define code_check code_check_right
#include "portal-mock/code.c"
#undef code_check

static char used[sizeof((struct code *)0)->digits];

enum error code_check(struct portal *portal, struct session *session, enum code_use use,
                      const char *digits)
{
    if (*used && digits && strcmp(used, digits) == 0)
        return ERROR_none;
    enum error error = code_check_right(portal, session, use, digits);
    if (error == ERROR_none)
        (void)snprintf(used, sizeof used, "%s", digits);
    return error;
}
