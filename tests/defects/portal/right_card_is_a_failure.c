/* SPDX-License-Identifier: MIT */
/* Defect: who asks for a new word with his own card is counted as one who failed. (LOG-5) */
#include "portal-mock/handlers.h"

#define post_forgotten post_forgotten_right
#include "portal-mock/forgotten.c"
#undef post_forgotten

void post_forgotten(struct portal *portal, struct request *request, struct response *response)
{
    const char *kimlik_no = fields_get(&request->fields, "kimlik_no");

    post_forgotten_right(portal, request, response);
    if (response->status == 200 && *request->session->holder &&
        attempts_count(portal, kimlik_no) != DATABASE_OK)
        response_refuse(response, request, ERROR_failed);
}
