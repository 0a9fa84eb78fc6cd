/* SPDX-License-Identifier: MIT */
/* Defect: failures are counted together, and lock everybody. (LOG-5) */
#include "portal-mock/attempts.h"

#define value_text(text) ((void)(text), value_text("00000000000"))
#include "portal-mock/attempts.c"
