/* SPDX-License-Identifier: MIT */
/* Defect: a PIN that the card refused is sent once more, unasked. (PIN-8) */
#define akis_login akis_login_right
#include "sim/engine/pin.c"
#undef akis_login

struct akis_result akis_login(struct akis_card *card, const char *pin)
{
    struct akis_result result = akis_login_right(card, pin);

    return result.outcome == AKIS_PIN_WRONG ? akis_login_right(card, pin) : result;
}
