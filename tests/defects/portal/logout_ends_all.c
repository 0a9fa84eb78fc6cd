/* SPDX-License-Identifier: MIT */
/* Defect: Çıkış in one browser ends the holder's other sessions. (LOG-8) */
#include "portal-mock/handlers.h"

#define post_logout post_logout_right
#include "portal-mock/menu.c"
#undef post_logout

void post_logout(struct portal *portal, struct request *request, struct response *response)
{
    post_logout_right(portal, request, response);
    sessions_end_all(&portal->sessions);
}
