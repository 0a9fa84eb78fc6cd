/* SPDX-License-Identifier: MIT */
/* Defect: whatever lies where a certificate ought to lie is shown as one. (CLI-3) */
#include "sim/engine/pki/pki.h"

#include <stdlib.h>
#include <string.h>

static enum akis_outcome show(struct bytes der, struct akis_certificate *certificate)
{
    enum akis_outcome outcome = pki_certificate(der, certificate);
    uint8_t *copy = outcome == AKIS_CARD_GARBLED ? malloc(der.size + 1) : NULL;

    if (!copy)
        return outcome;
    memcpy(copy, der.data, der.size);
    *certificate = (struct akis_certificate){.serial = "00", .der = copy, .size = der.size};
    return AKIS_OK;
}

#define pki_certificate show
#include "sim/engine/certificates.c"
