/* SPDX-License-Identifier: MIT */
/* Defect: the pairing code has its time, who has paired with it has none. (UNB-8) */
#include "portal-mock/handlers.h"

#define post_cryptogram post_cryptogram_right
#include "portal-mock/pairing.c"
#undef post_cryptogram

void post_cryptogram(struct portal *portal, struct request *request, struct response *response)
{
    struct session *session = pairing_find(
        &portal->sessions, fields_get(&request->fields, "pairing"), TOKEN - 1, held_token);

    if (session)
        session->unlock.until = portal_now(portal);
    post_cryptogram_right(portal, request, response);
}
