/* SPDX-License-Identifier: MIT */
/* Defect: a certificate begins a second late. (CRT-5) */
#include "sim/engine/card.h"

#define akis_certificate_time akis_certificate_time_right
#include "sim/engine/certificates.c"
#undef akis_certificate_time

struct akis_result akis_certificate_time(const struct akis_certificate *certificate,
                                         const struct akis_clock *clock)
{
    struct akis_result result = akis_certificate_time_right(certificate, clock);

    if (result.outcome == AKIS_OK && clock_of(clock) == certificate->not_before) {
        result = result_of(AKIS_NOT_YET_VALID);
        result.until = certificate->not_before;
    }
    return result;
}
