/* SPDX-License-Identifier: MIT */
/* Defect: who knows its serial number can download another's certificate. (CRT-1) */
#include "portal-mock/handlers.h"

#define get_certificate_file get_certificate_file_right
#include "portal-mock/certificates.c"
#undef get_certificate_file

void get_certificate_file(struct portal *portal, struct request *request, struct response *response)
{
    struct certificate certificate = {0};

    if (certificate_find(portal->database, request->parameter, &certificate) == DATABASE_OK)
        response_raw(response, "application/pkix-cert", blob_bytes(&certificate.der));
    else
        response_refuse(response, request, ERROR_not_found);
    certificate_free(&certificate);
}
