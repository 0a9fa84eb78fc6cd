/* SPDX-License-Identifier: MIT */
/* Defect: the PDF holds the PUK of a card that was produced on 2011-01-01. (INF-6) */
#include "portal-mock/handlers.h"

#define post_save_pins post_save_pins_right
#include "portal-mock/secrets.c"
#undef post_save_pins

void post_save_pins(struct portal *portal, struct request *request, struct response *response)
{
    portal->policy.puk_border++;
    post_save_pins_right(portal, request, response);
    portal->policy.puk_border--;
}
