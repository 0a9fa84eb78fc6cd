/* SPDX-License-Identifier: MIT */
/* Defect: the portal refuses an old card, and does not name the PUK. (UNB-5) */
#include "portal-mock/response.h"

#define ERROR_use_puk ERROR_not_valid
#include "portal-mock/unlock.c"
