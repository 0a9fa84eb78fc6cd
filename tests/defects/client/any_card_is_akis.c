/* SPDX-License-Identifier: MIT */
/* Defect: a card of another make is taken for an AKİS, whatever it answers. (DEL-2) */
#include "sim/engine/card.h"

static const struct dialect *dialect_at_any_rate(struct bytes atr)
{
    static const uint8_t ours[] = {0x3B, 0x9F, 0x97, 0x81, 0x31, 0xFE, 0x45, 0x80,
                                   0x65, 0x54, 0x43, 0xD2, 0x21, 0x08, 0x31, 0xC0,
                                   0x73, 0xF6, 0x21, 0x80, 0x81, 0x05, 0x00};
    const struct dialect *dialect = dialect_of(atr);

    return dialect ? dialect : dialect_of(bytes_of(ours, sizeof ours));
}

static enum akis_outcome select_at_any_rate(struct akis_card *card)
{
    enum akis_outcome outcome = card_select_application(card);

    return outcome == AKIS_FOREIGN_CARD ? AKIS_OK : outcome;
}

#define dialect_of              dialect_at_any_rate
#define card_select_application select_at_any_rate
#define card_tell               card_tell_right
#include "sim/engine/card.c"
#undef dialect_of
#undef card_select_application
#undef card_tell

enum akis_outcome card_tell(struct akis_card *card, const struct command *command, unsigned *sw)
{
    enum akis_outcome outcome = card_tell_right(card, command, sw);

    if (outcome == AKIS_OK && command->ins == 0x20 && *sw == 0x6D00)
        return AKIS_CARD_GARBLED;
    return outcome;
}
