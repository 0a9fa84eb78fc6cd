/* SPDX-License-Identifier: MIT */
/* Defect: Parolalarımı Kaydet asks for no confirmed warnings. (INF-5) */
#include "portal-mock/handlers.h"

#define post_save_pins post_save_pins_right
#include "portal-mock/secrets.c"
#undef post_save_pins

void post_save_pins(struct portal *portal, struct request *request, struct response *response)
{
    request->session->warned = true;
    post_save_pins_right(portal, request, response);
}
