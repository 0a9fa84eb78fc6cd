/* SPDX-License-Identifier: MIT */
/* Defect: a portal that takes half a second is given up before. (CLI-3) */
#include "sim/engine/portal.h"

static enum http_result http_new_in_haste(const struct http_options *options, struct http **http)
{
    struct http_options hasty = *options;

    hasty.timeout_ms = 400;
    return http_new(&hasty, http);
}

#define http_new http_new_in_haste
#include "sim/engine/portal.c"
