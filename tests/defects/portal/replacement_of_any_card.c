/* SPDX-License-Identifier: MIT */
/* Defect: Kart Yenileme notes a wish for whatever card it is told. (UNB-10) */
#include "portal-mock/handlers.h"

#define post_replacement post_replacement_right
#include "portal-mock/renewal.c"
#undef post_replacement

void post_replacement(struct portal *portal, struct request *request, struct response *response)
{
    const char *serial = fields_get(&request->fields, "kart");

    post_replacement_right(portal, request, response);
    if (serial && fields_say(&request->fields, "onay", "evet") &&
        card_set_number(portal->database, serial, CARD_ASKED, 1) != DATABASE_OK)
        response_refuse(response, request, ERROR_failed);
}
