/* SPDX-License-Identifier: MIT */
/* Defect: revoking a certificate that itself waits for its start asks again. (CRT-6) */
#include "portal-mock/handlers.h"

#define post_revoke post_revoke_right
#include "portal-mock/certificates.c"
#undef post_revoke

void post_revoke(struct portal *portal, struct request *request, struct response *response)
{
    struct certificate certificate = {0};
    struct certificate next = {0};

    if (find_own(portal, request, &certificate) == ERROR_none &&
        certificate.not_before > portal_now(portal) &&
        !fields_say(&request->fields, "yine_de", "evet") &&
        certificate_after(portal->database, certificate.serial, &next) == DATABASE_OK)
        response_refuse(response, request, ERROR_confirm);
    else
        post_revoke_right(portal, request, response);
    certificate_free(&certificate);
    certificate_free(&next);
}
