/* SPDX-License-Identifier: MIT */
/* Defect: whether a certificate is suspended is not asked before its card is unlocked. (UNB-8) */
#include "portal-mock/records.h"

#define certificate_is_good certificate_is_good_right
#include "portal-mock/certificate_records.c"
#undef certificate_is_good

bool certificate_is_good(const struct certificate *certificate, int64_t now)
{
    return certificate->not_before <= now && now <= certificate->not_after;
}
