/* SPDX-License-Identifier: MIT */
/* Defect: while an SMS code is good no other is sent, should the message be lost. (LOG-4) */
#include "portal-mock/code.h"

#define code_send code_send_right
#include "portal-mock/code.c"
#undef code_send

enum error code_send(struct portal *portal, struct session *session, enum code_use use,
                     const char *number)
{
    const struct code *code = slot_of(session, use);

    if (code->use == use && is_alive(portal, code))
        return ERROR_too_soon;
    return code_send_right(portal, session, use, number);
}
