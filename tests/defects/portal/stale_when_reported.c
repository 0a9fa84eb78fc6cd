/* SPDX-License-Identifier: MIT */
/* Defect: an unlock makes the kept PIN stale when the program reports it, if it does. (INF-7) */
#include "portal-mock/handlers.h"

#define post_cryptogram    post_cryptogram_right
#define post_unlock_result post_unlock_result_right
#include "portal-mock/pairing.c"
#undef post_cryptogram
#undef post_unlock_result

void post_cryptogram(struct portal *portal, struct request *request, struct response *response)
{
    int64_t stales = portal->policy.unlock_stales_pin;

    portal->policy.unlock_stales_pin = 0;
    post_cryptogram_right(portal, request, response);
    portal->policy.unlock_stales_pin = stales;
}

void post_unlock_result(struct portal *portal, struct request *request, struct response *response)
{
    struct session *session =
        find(portal, fields_get(&request->fields, "pairing"), TOKEN - 1, held_token);

    if (session && stale_pin(portal, session->unlock.card) != ERROR_none)
        response_refuse(response, request, ERROR_failed);
    else
        post_unlock_result_right(portal, request, response);
}
