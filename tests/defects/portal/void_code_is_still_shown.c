/* SPDX-License-Identifier: MIT */
/* Defect: the page of Kilit Çözme shows a pairing code after its time is over. (UNB-8) */
#include "portal-mock/handlers.h"

#define get_unlock get_unlock_right
#include "portal-mock/unlock.c"
#undef get_unlock

void get_unlock(struct portal *portal, struct request *request, struct response *response)
{
    struct unlock *unlock = &request->session->unlock;
    int64_t until = unlock->until;

    unlock->until = INT64_MAX;
    get_unlock_right(portal, request, response);
    unlock->until = until;
}
