/* SPDX-License-Identifier: MIT */
/* Defect: in its first second a certificate still waits for its start. (CRT-5) */
#include "portal-mock/handlers.h"

#define portal_now(portal) (portal_now(portal) - 1)
#include "portal-mock/renewal.c"
