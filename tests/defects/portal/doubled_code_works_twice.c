/* SPDX-License-Identifier: MIT */
/* Defect: each message is good for a login: a code that came twice works twice. (LOG-4) */
#include "portal-mock/code.h"

static bool doubled;
static char twice[sizeof((struct code *)0)->digits];

static void send_and_count(struct portal *portal, const char *number, const char *text)
{
    doubled = portal->faults[FAULT_sms_doubled].count > 0;
    portal_send(portal, number, text);
}

#define code_check  code_check_right
#define portal_send send_and_count
#include "portal-mock/code.c"
#undef code_check

enum error code_check(struct portal *portal, struct session *session, enum code_use use,
                      const char *digits)
{
    if (*twice && digits && strcmp(twice, digits) == 0) {
        *twice = '\0';
        return ERROR_none;
    }
    const bool repeats = doubled;
    enum error error = code_check_right(portal, session, use, digits);
    if (error == ERROR_none && repeats)
        (void)snprintf(twice, sizeof twice, "%s", digits);
    return error;
}
