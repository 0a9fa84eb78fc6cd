/* SPDX-License-Identifier: MIT */
/* Defect: a PUK whose answer is lost is sent once more. (CLI-2) */
#define akis_unblock_puk akis_unblock_puk_right
#include "sim/engine/pin.c"
#undef akis_unblock_puk

struct akis_result akis_unblock_puk(struct akis_card *card, const char *puk, const char *new_pin)
{
    struct akis_result result = akis_unblock_puk_right(card, puk, new_pin);

    return result.outcome == AKIS_CARD_REMOVED || result.outcome == AKIS_CARD_TIMEOUT ||
                   result.outcome == AKIS_CARD_GARBLED
               ? akis_unblock_puk_right(card, puk, new_pin)
               : result;
}
