/* SPDX-License-Identifier: MIT */
/* Defect: the driver service hands out a package that begins as one, and holds nothing. (DEL-3) */
#include "portal-mock/handlers.h"

#define get_driver get_driver_right
#include "portal-mock/drivers.c"
#undef get_driver

void get_driver(struct portal *portal, struct request *request, struct response *response)
{
    static const char empty[] =
        "!<arch>\ndebian-binary   0           0     0     100644  0         `\n";

    if (strcmp(request->parameter, "linux") == 0)
        response_raw(response, "application/vnd.debian.binary-package", bytes_text(empty));
    else
        get_driver_right(portal, request, response);
}
