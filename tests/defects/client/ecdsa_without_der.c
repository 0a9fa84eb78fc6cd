/* SPDX-License-Identifier: MIT */
/* Defect: an ECDSA signature leaves as r and s, though DER was asked for. (CLI-1) */
#include "sim/engine/pki/pki.h"

#define pki_ecdsa_der(raw, der) (buf_add(der, raw) ? AKIS_OK : AKIS_BAD_ARGUMENT)
#include "sim/engine/sign.c"
