/* SPDX-License-Identifier: MIT */
/* Defect: the portal answers for whatever card's serial number it is sent. (UNB-8) */
#include "portal-mock/handlers.h"

#include <string.h>

#define strcmp(one, other) ((void)(one), (void)(other), 0)
#include "portal-mock/pairing.c"
