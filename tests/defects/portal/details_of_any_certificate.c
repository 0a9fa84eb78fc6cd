/* SPDX-License-Identifier: MIT */
/* Defect: who knows its serial number sees another's certificate. (CRT-1) */
#include "portal-mock/handlers.h"

#define get_certificate get_certificate_right
#include "portal-mock/certificates.c"
#undef get_certificate

void get_certificate(struct portal *portal, struct request *request, struct response *response)
{
    struct certificate certificate = {0};
    enum database_result found =
        certificate_find(portal->database, request->parameter, &certificate);

    if (found == DATABASE_OK)
        put_detail(portal, &certificate, response);
    else
        response_refuse(response, request, error_of(found));
    certificate_free(&certificate);
}
