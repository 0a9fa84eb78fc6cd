/* SPDX-License-Identifier: MIT */
/* Defect: revoking asks again, whether there is a successor or not. (CRT-6) */
#include "portal-mock/handlers.h"

#define post_revoke post_revoke_right
#include "portal-mock/certificates.c"
#undef post_revoke

void post_revoke(struct portal *portal, struct request *request, struct response *response)
{
    if (fields_say(&request->fields, "yine_de", "evet"))
        post_revoke_right(portal, request, response);
    else
        show_outcome(portal, request, response, ERROR_confirm);
}
