/* SPDX-License-Identifier: MIT */
/* Defect: a locked Kimlik No is told so: who asks learns that it exists. (LOG-5) */
#include "portal-mock/attempts.h"
#include "portal-mock/handlers.h"

#define post_login post_login_right
#include "portal-mock/login.c"
#undef post_login

void post_login(struct portal *portal, struct request *request, struct response *response)
{
    const char *kimlik_no = fields_get(&request->fields, "kimlik_no");
    struct attempts attempts = {0};

    post_login_right(portal, request, response);
    if (kimlik_no && attempts_read(portal, kimlik_no, &attempts) == DATABASE_OK &&
        attempts_locked(portal, &attempts))
        response_refuse(response, request, ERROR_too_soon);
}
