/* SPDX-License-Identifier: MIT */
/* Defect: an SMS code is compared as far as it goes: what follows it is not looked at. (LOG-4) */
#include "portal-mock/code.h"

#define code_check code_check_right
#include "portal-mock/code.c"
#undef code_check

enum error code_check(struct portal *portal, struct session *session, enum code_use use,
                      const char *digits)
{
    const struct code *code = slot_of(session, use);
    char start[sizeof code->digits];

    (void)snprintf(start, sizeof start, "%.*s", (int)portal->policy.sms_digits,
                   digits ? digits : "");
    return code_check_right(portal, session, use, start);
}
