/* SPDX-License-Identifier: MIT */
/* Defect: a card is not unlocked in the first second of its certificate. (UNB-4) */
#include "portal-mock/records.h"

#define certificate_is_good certificate_is_good_right
#include "portal-mock/certificate_records.c"
#undef certificate_is_good

bool certificate_is_good(const struct certificate *certificate, int64_t now)
{
    return certificate_is_good_right(certificate, now) && now > certificate->not_before;
}
