/* SPDX-License-Identifier: MIT */
/* Defect: an unlock that was begun must be ended before another begins. (UNB-9) */
#include "portal-mock/handlers.h"
#include "portal-mock/unlock.h"

#define post_unlock post_unlock_right
#include "portal-mock/unlock.c"
#undef post_unlock

void post_unlock(struct portal *portal, struct request *request, struct response *response)
{
    enum unlock_state state = request->session->unlock.state;

    if (state == UNLOCK_PAIRED || state == UNLOCK_ISSUED)
        response_refuse(response, request, ERROR_wrong_state);
    else
        post_unlock_right(portal, request, response);
}
