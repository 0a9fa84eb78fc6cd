/* SPDX-License-Identifier: MIT */
/* Defect: a program that paired for one card may ask for the card that is chosen after. (UNB-8) */
#include "portal-mock/handlers.h"

#define post_unlock post_unlock_right
#include "portal-mock/unlock.c"
#undef post_unlock

void post_unlock(struct portal *portal, struct request *request, struct response *response)
{
    struct unlock *unlock = &request->session->unlock;
    const struct unlock before = *unlock;

    post_unlock_right(portal, request, response);
    if (*before.token && before.state == UNLOCK_PAIRED) {
        memcpy(unlock->token, before.token, sizeof unlock->token);
        unlock->state = UNLOCK_PAIRED;
        unlock->until = before.until;
    }
}
