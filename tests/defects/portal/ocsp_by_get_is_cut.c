/* SPDX-License-Identifier: MIT */
/* Defect: of an OCSP request that comes by GET the last byte is lost. (CRT-4) */
#include "portal-mock/handlers.h"

#define get_ocsp get_ocsp_right
#include "portal-mock/plain.c"
#undef get_ocsp

void get_ocsp(struct portal *portal, struct request *request, struct response *response)
{
    request->path += strlen(request->path) > 20 ? 4 : 0;
    get_ocsp_right(portal, request, response);
}
