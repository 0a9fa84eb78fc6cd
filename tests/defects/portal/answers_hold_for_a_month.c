/* SPDX-License-Identifier: MIT */
/* Defect: what OCSP and the revocation lists say is to be believed for a month. (CRT-4) */
#include "portal-mock/ca/publish.h"

#define PUBLISHED_FOR (31 * 86400)
#include "portal-mock/ca/ocsp.c"
