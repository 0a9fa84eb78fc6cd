/* SPDX-License-Identifier: MIT */
/* Defect: a locked card's answer counts as success. (PIN-1) */
#include "sim/engine/card.h"

#define akis_login akis_login_right
#include "sim/engine/pin.c"
#undef akis_login

struct akis_result akis_login(struct akis_card *card, const char *pin)
{
    struct akis_result result = akis_login_right(card, pin);

    return result.outcome == AKIS_PIN_LOCKED ? result_of(AKIS_OK) : result;
}
