/* SPDX-License-Identifier: MIT */
/* Defect: whatever the reason of a revocation, none is published. (CRT-4) */
#include "portal-mock/life.h"

#define life_revoke(portal, serial, reason) ((void)(reason), life_revoke(portal, serial, 0))
#include "portal-mock/certificates.c"
