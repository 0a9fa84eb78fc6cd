/* SPDX-License-Identifier: MIT */
/* Defect: the page does not say that its values are those as issued. (INF-7) */
#include "portal-mock/records.h"

#define stored_name(stored) ((stored) == STORED_ISSUED ? "" : stored_name(stored))
#include "portal-mock/secrets.c"
