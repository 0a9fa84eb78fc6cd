/* SPDX-License-Identifier: MIT */
/* Defect: the site's page leads to no entry. (LOG-1) */
#include "portal-mock/handlers.h"

#define get_home get_home_right
#include "portal-mock/site.c"
#undef get_home

void get_home(struct portal *portal, struct request *request, struct response *response)
{
    get_style(portal, request, response);
}
