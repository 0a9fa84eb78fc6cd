/* SPDX-License-Identifier: MIT */
/* Defect: a signature over one session's challenge opens another session. (LOG-7) */
#include "portal-mock/handlers.h"

#define post_signed post_signed_right
#include "portal-mock/signed.c"
#undef post_signed

void post_signed(struct portal *portal, struct request *request, struct response *response)
{
    for (size_t i = 0; i < portal->sessions.count; i++)
        if (*portal->sessions.list[i]->signing.challenge &&
            portal->sessions.list[i] != request->session) {
            request->session->signing = portal->sessions.list[i]->signing;
            break;
        }
    post_signed_right(portal, request, response);
}
