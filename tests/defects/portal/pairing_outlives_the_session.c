/* SPDX-License-Identifier: MIT */
/* Defect: Çıkış takes the cookie away; a pairing begun in the session lives on. (UNB-8) */
#include "portal-mock/handlers.h"

#define post_logout post_logout_right
#include "portal-mock/menu.c"
#undef post_logout

void post_logout(struct portal *portal, struct request *request, struct response *response)
{
    if (!token_draw(&portal->random, request->session->id, SESSION_ID))
        response_refuse(response, request, ERROR_failed);
    request->session = NULL;
    response_cookie(response, "oturum", "");
    response_next(response, "/nb.go");
}
