/* SPDX-License-Identifier: MIT */
/* Defect: of a form of Bilgi Güncelle the address is written before the rest is looked at. (CRT-7)
 */
#include "portal-mock/handlers.h"

#define post_info post_info_right
#include "portal-mock/info.c"
#undef post_info

void post_info(struct portal *portal, struct request *request, struct response *response)
{
    struct holder holder = {0};
    const char *address = fields_get(&request->fields, "adres");

    if (address &&
        holder_find(portal->database, request->session->holder, &holder) == DATABASE_OK) {
        (void)snprintf(holder.address, sizeof holder.address, "%s", address);
        if (holder_update(portal->database, &holder) != DATABASE_OK)
            response_refuse(response, request, ERROR_failed);
    }
    post_info_right(portal, request, response);
}
