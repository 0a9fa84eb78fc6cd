/* SPDX-License-Identifier: MIT */
/* Defect: OCSP and the revocation list name no hold: a suspended certificate is a revoked one.
 * (CRT-4)
 */
#include "portal-mock/ca/ca.h"

#define CA_STATE_HELD CA_STATE_REVOKED
#include "portal-mock/plain.c"
