/* SPDX-License-Identifier: MIT */
/* What an answer of the card means to its holder: outcomes from status words, remedies from
 * the card's production date. */
#include "sim/engine/card.h"
#include "sim/engine/outcome.h"

enum akis_outcome card_outcome(struct akis_card *card, unsigned sw)
{
    switch (sw) {
    case 0x9000:
        return AKIS_OK;
    case 0x6982:
        card->logged_in = false;
        return AKIS_PIN_NEEDED;
    case 0x6983:
        card->logged_in = false;
        return AKIS_PIN_LOCKED;
    case 0x6985:
        if (card_select_application(card) != AKIS_CARD_DEAD)
            return AKIS_CARD_REFUSED;
        card->identity.dead = true;
        return AKIS_CARD_DEAD;
    case 0x6A81:
    case 0x6D00:
    case 0x6E00:
        return AKIS_UNSUPPORTED;
    default:
        return AKIS_CARD_REFUSED;
    }
}

/* The way out of a locked PIN: the production date decides, never a notice (UNB-7). */
static enum akis_remedy way_to_unlock(const struct akis_card *card)
{
    if (card->identity.dead)
        return AKIS_DO_NEW_CARD;
    return card->identity.unlocks_by_puk ? AKIS_DO_USE_PUK : AKIS_DO_USE_PORTAL;
}

struct akis_result card_result(const struct akis_card *card, enum akis_outcome outcome, int tries)
{
    struct akis_result result = result_of(outcome);

    result.tries = tries;
    if (outcome == AKIS_PIN_LOCKED)
        result.remedy = way_to_unlock(card);
    if ((outcome == AKIS_PIN_WRONG || outcome == AKIS_PUK_WRONG) && tries == 1)
        result.remedy = AKIS_DO_TRY_AGAIN_LAST;
    if (outcome == AKIS_PIN_WRONG && tries == 0)
        result.remedy = way_to_unlock(card);
    if (outcome == AKIS_PUK_WRONG && tries == 0)
        result.remedy = AKIS_DO_NEW_CARD;
    return result;
}
