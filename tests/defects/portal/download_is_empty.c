/* SPDX-License-Identifier: MIT */
/* Defect: the file that a certificate is downloaded as is empty. (CRT-1) */
#include "portal-mock/handlers.h"

#define get_certificate_file get_certificate_file_right
#include "portal-mock/certificates.c"
#undef get_certificate_file

void get_certificate_file(struct portal *portal, struct request *request, struct response *response)
{
    struct certificate certificate = {0};
    enum error error = find_own(portal, request, &certificate);

    if (error == ERROR_none)
        response_raw(response, "application/pkix-cert", bytes_of(NULL, 0));
    else
        response_refuse(response, request, error);
    certificate_free(&certificate);
}
