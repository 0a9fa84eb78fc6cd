/* SPDX-License-Identifier: MIT */
/* Defect: Kilit Çözme does not ask whose card it is. (UNB-4) */
#include "portal-mock/handlers.h"

#include <string.h>

#define strcmp(one, other) ((void)(one), (void)(other), 0)
#include "portal-mock/unlock.c"
