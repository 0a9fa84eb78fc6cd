/* SPDX-License-Identifier: MIT */
/* Defect: a good signature is thanked for, and leads nowhere. (LOG-6) */
#include "portal-mock/session.h"

#define STEP_IN STEP_CAPTCHA
#include "portal-mock/signed.c"
