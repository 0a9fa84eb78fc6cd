/* SPDX-License-Identifier: MIT */
/* Defect: the codes that changed a phone number can be used again. (LOG-4) */
#include "portal-mock/code.h"

#define code_use_up(portal, session, use) ((void)(session))
#include "portal-mock/info.c"
