/* SPDX-License-Identifier: MIT */
/* Defect: the driver service hands Windows the package for Linux. (DEL-3) */
#include "portal-mock/handlers.h"

#define get_driver get_driver_right
#include "portal-mock/drivers.c"
#undef get_driver

void get_driver(struct portal *portal, struct request *request, struct response *response)
{
    (void)portal;
    response_raw(response, "application/vnd.debian.binary-package", bytes_text(request->parameter));
}
