/* SPDX-License-Identifier: MIT */
/* Defect: a renewal is made of a revoked certificate too, without a fee. (CRT-3) */
#include "portal-mock/inside.h"

#define STATE_REVOKED ((enum state) - 1)
#include "portal-mock/desk.c"
