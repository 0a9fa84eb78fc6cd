/* SPDX-License-Identifier: MIT */
/* Defect: who knows its serial number suspends another's certificate. (CRT-2) */
#include "portal-mock/handlers.h"

#define post_suspend post_suspend_right
#include "portal-mock/certificates.c"
#undef post_suspend

void post_suspend(struct portal *portal, struct request *request, struct response *response)
{
    show_outcome(portal, request, response, life_suspend(portal, request->parameter, HAND_HOLDER));
    response->status = 200;
}
