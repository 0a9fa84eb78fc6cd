/* SPDX-License-Identifier: MIT */
/* Defect: a Kimlik No that nobody has gets an answer of its own. (LOG-2) */
#include "portal-mock/handlers.h"

#define post_login post_login_right
#include "portal-mock/login.c"
#undef post_login

void post_login(struct portal *portal, struct request *request, struct response *response)
{
    const char *kimlik_no = fields_get(&request->fields, "kimlik_no");
    struct holder holder = {0};

    post_login_right(portal, request, response);
    if (kimlik_no && kimlik_no_holds(kimlik_no) &&
        holder_find(portal->database, kimlik_no, &holder) == DATABASE_ABSENT)
        response_refuse(response, request, ERROR_not_found);
}
