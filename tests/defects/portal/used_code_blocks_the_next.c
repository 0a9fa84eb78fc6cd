/* SPDX-License-Identifier: MIT */
/* Defect: one of the two codes of a change of number is not used up by it. (LOG-4) */
#include "portal-mock/code.h"

static void use_up_the_old(const struct portal *portal, struct session *session, enum code_use use)
{
    if (use != CODE_PHONE_NEW)
        code_use_up(portal, session, use);
}

#define code_use_up use_up_the_old
#include "portal-mock/handlers.h"
#include "portal-mock/info.c"
