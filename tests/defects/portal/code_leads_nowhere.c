/* SPDX-License-Identifier: MIT */
/* Defect: after the right code the session is as far as before. (LOG-3) */
#include "portal-mock/session.h"

#define STEP_IN STEP_PASSWORD
#include "portal-mock/login.c"
