/* SPDX-License-Identifier: MIT */
/* Defect: to look at the page again gives the SMS code its tries back. (LOG-4) */
#include "portal-mock/handlers.h"

#define get_code get_code_right
#include "portal-mock/login.c"
#undef get_code

void get_code(struct portal *portal, struct request *request, struct response *response)
{
    request->session->codes[0].tries = portal->policy.sms_tries;
    get_code_right(portal, request, response);
}
