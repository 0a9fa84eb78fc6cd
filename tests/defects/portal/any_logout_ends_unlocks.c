/* SPDX-License-Identifier: MIT */
/* Defect: Çıkış ends the unlocks that were begun in other sessions. (UNB-8) */
#include "portal-mock/handlers.h"
#include "portal-mock/unlock.h"

#define post_logout post_logout_right
#include "portal-mock/menu.c"
#undef post_logout

void post_logout(struct portal *portal, struct request *request, struct response *response)
{
    for (size_t i = 0; i < portal->sessions.count; i++)
        unlock_end(&portal->sessions.list[i]->unlock, UNLOCK_IDLE);
    post_logout_right(portal, request, response);
}
