/* SPDX-License-Identifier: MIT */
/* Defect: who deletes the values of one card deletes those of all. (INF-1) */
#include "portal-mock/handlers.h"

#include <string.h>

#define post_delete_pins post_delete_pins_right
#include "portal-mock/secrets.c"
#undef post_delete_pins

void post_delete_pins(struct portal *portal, struct request *request, struct response *response)
{
    struct walk walk = {.portal = portal};

    post_delete_pins_right(portal, request, response);
    if (response->status == 200 &&
        card_each(portal->database, request->session->holder, mark_card, &walk) == DATABASE_OK &&
        erase(portal, &walk) != ERROR_none)
        response_refuse(response, request, ERROR_failed);
}
