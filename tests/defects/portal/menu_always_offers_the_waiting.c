/* SPDX-License-Identifier: MIT */
/* Defect: Sertifika Yükle stands in the menu whether anything waits or not. (CRT-5) */
#include "portal-mock/handlers.h"
#include "portal-mock/renewal.h"

#define renewal_waits(portal, holder) (true)
#include "portal-mock/menu.c"
