/* SPDX-License-Identifier: MIT */
/* Defect: the tries left are asked for with a wrong PIN. (PIN-7) */
#include "sim/engine/card.h"

#define akis_pin_status akis_pin_status_right
#include "sim/engine/pin.c"
#undef akis_pin_status

struct akis_result akis_pin_status(struct akis_card *card)
{
    struct akis_result result = akis_login(card, "00000000");

    if (result.outcome == AKIS_PIN_WRONG)
        result.outcome = AKIS_OK;
    return result;
}
