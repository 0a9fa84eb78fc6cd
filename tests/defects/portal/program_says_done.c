/* SPDX-License-Identifier: MIT */
/* Defect: an unlock is done when its program says so, without an answer too. (UNB-9) */
#include "portal-mock/handlers.h"

#define post_unlock_result post_unlock_result_right
#include "portal-mock/pairing.c"
#undef post_unlock_result

void post_unlock_result(struct portal *portal, struct request *request, struct response *response)
{
    struct session *session =
        find(portal, fields_get(&request->fields, "pairing"), TOKEN - 1, held_token);

    if (session && session->unlock.state == UNLOCK_PAIRED)
        session->unlock.state = UNLOCK_ISSUED;
    post_unlock_result_right(portal, request, response);
}
