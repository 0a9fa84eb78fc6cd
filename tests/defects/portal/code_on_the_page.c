/* SPDX-License-Identifier: MIT */
/* Defect: the page that asks for the SMS code carries it, for the tests. (LOG-3) */
#include "portal-mock/handlers.h"

#define get_code get_code_right
#include "portal-mock/login.c"
#undef get_code

void get_code(struct portal *portal, struct request *request, struct response *response)
{
    get_code_right(portal, request, response);
    node_put_text(response->data, "debug", request->session->codes[0].digits);
}
