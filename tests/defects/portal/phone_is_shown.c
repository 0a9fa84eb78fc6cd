/* SPDX-License-Identifier: MIT */
/* Defect: the SMS screen shows the whole number to whoever knows the word. (LOG-3) */
#include "portal-mock/handlers.h"

#define get_sms get_sms_right
#include "portal-mock/login.c"
#undef get_sms

void get_sms(struct portal *portal, struct request *request, struct response *response)
{
    struct holder holder = {0};

    get_sms_right(portal, request, response);
    if (holder_find(portal->database, request->session->holder, &holder) == DATABASE_OK)
        node_put_text(response->data, "whole", holder.phone);
}
