/* SPDX-License-Identifier: MIT */
/* Defect: a change of PIN whose answer is lost is sent once more. (PIN-8) */
#define akis_pin_change akis_pin_change_right
#include "sim/engine/pin.c"
#undef akis_pin_change

struct akis_result akis_pin_change(struct akis_card *card, const char *old_pin, const char *new_pin)
{
    struct akis_result result = akis_pin_change_right(card, old_pin, new_pin);

    return result.outcome == AKIS_CARD_REMOVED || result.outcome == AKIS_CARD_GARBLED
               ? akis_pin_change_right(card, old_pin, new_pin)
               : result;
}
