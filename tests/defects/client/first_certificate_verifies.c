/* SPDX-License-Identifier: MIT */
/* Defect: every signature is checked by the certificate that was signed for first. (CLI-1) */
#include "sim/engine/pki/pki.h"

#define pki_key_of pki_key_of_right
#include "sim/engine/pki/key.c"
#undef pki_key_of

bool pki_key_of(struct bytes certificate, struct pki_key **key)
{
    return *key || pki_key_of_right(certificate, key);
}
