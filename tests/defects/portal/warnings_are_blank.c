/* SPDX-License-Identifier: MIT */
/* Defect: the warnings are asked to be confirmed, and not shown. (INF-5) */
#include "portal-mock/json.h"
#include "portal-mock/words.h"

#define node_append_text(list, text) ((void)(list), (void)(text))
#include "portal-mock/secrets.c"
