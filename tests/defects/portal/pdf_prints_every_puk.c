/* SPDX-License-Identifier: MIT */
/* Defect: the PDF holds the PUK of every card, shown or not. (INF-6) */
#include "portal-mock/handlers.h"

#define post_save_pins post_save_pins_right
#include "portal-mock/secrets.c"
#undef post_save_pins

void post_save_pins(struct portal *portal, struct request *request, struct response *response)
{
    const struct portal_policy rules = portal->policy;

    portal->policy.puk_border = 99991231;
    post_save_pins_right(portal, request, response);
    portal->policy = rules;
}
