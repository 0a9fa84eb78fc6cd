/* SPDX-License-Identifier: MIT */
/* Defect: of several certificates the first one signs, valid or not. (CLI-1) */
#include "sim/engine/card.h"

#define akis_certificate_choose akis_certificate_choose_right
#include "sim/engine/certificates.c"
#undef akis_certificate_choose

const struct akis_certificate *akis_certificate_choose(const struct akis_certificates *certificates,
                                                       const struct akis_clock *clock)
{
    (void)clock;
    return certificates->count > 0 ? &certificates->items[0] : NULL;
}
