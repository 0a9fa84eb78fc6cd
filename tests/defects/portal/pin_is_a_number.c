/* SPDX-License-Identifier: MIT */
/* Defect: a PIN is shown as a number, without the zeros in front. (INF-1) */
#include "portal-mock/handlers.h"

#include <string.h>

#define node_put_text(node, name, text)                                                            \
    node_put_text(node, name, strcmp(name, "pin") == 0 ? (text) + strspn(text, "0") : (text))
#include "portal-mock/secrets.c"
