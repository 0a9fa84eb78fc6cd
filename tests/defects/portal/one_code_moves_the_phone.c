/* SPDX-License-Identifier: MIT */
/* Defect: a new phone number is confirmed by the code to the old one alone. (CRT-7) */
#include "portal-mock/code.h"

#define code_matches(portal, session, use, digits)                                                 \
    ((use) == CODE_PHONE_NEW || code_matches(portal, session, use, digits))
#include "portal-mock/info.c"
