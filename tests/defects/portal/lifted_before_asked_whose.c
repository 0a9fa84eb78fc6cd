/* SPDX-License-Identifier: MIT */
/* Defect: another's certificate is lifted first and refused after. (CRT-2) */
#include "portal-mock/handlers.h"

#define post_lift post_lift_right
#include "portal-mock/certificates.c"
#undef post_lift

void post_lift(struct portal *portal, struct request *request, struct response *response)
{
    enum error error = life_lift(portal, request->parameter, HAND_HOLDER);
    struct certificate certificate = {0};
    enum error own = find_own(portal, request, &certificate);

    certificate_free(&certificate);
    show_outcome(portal, request, response, own != ERROR_none ? own : error);
}
