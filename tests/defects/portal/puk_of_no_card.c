/* SPDX-License-Identifier: MIT */
/* Defect: the PUK of no card is shown. (INF-6) */
#include "portal-mock/handlers.h"

#define post_pins post_pins_right
#include "portal-mock/secrets.c"
#undef post_pins

void post_pins(struct portal *portal, struct request *request, struct response *response)
{
    int64_t border = portal->policy.puk_border;

    portal->policy.puk_border = 19000101;
    post_pins_right(portal, request, response);
    portal->policy.puk_border = border;
}
