/* SPDX-License-Identifier: MIT */
/* What the factory does: it writes the holder's card, and later a further key on it. */
#include <string.h>

#include "card/credential.h"
#include "card/journal.h"
#include "card/pkcs15.h"
#include "sim/base/calendar.h"
#include "sim/base/hex.h"

static bool sound(const struct card *card, const struct card_personal *personal)
{
    return personal->serial && strlen(personal->serial) == 2 * SERIAL_SIZE &&
           calendar_is_date(personal->produced) && personal->holder_id &&
           strlen(personal->holder_id) < HOLDER_MAX && personal->credential_count > 0 &&
           pin_well_formed(card, ROLE_PIN, personal->pin) &&
           pin_well_formed(card, ROLE_PUK, personal->puk);
}

static bool set_identity(struct card *card, const struct card_personal *personal)
{
    struct identity *identity = &card->state.identity;
    struct buf serial = buf_over(identity->serial, SERIAL_SIZE);

    if (!hex_decode(personal->serial, &serial) || serial.size != SERIAL_SIZE)
        return false;
    identity->personalised = 1;
    identity->phase = PHASE_OPERATION;
    identity->produced = (uint32_t)personal->produced;
    memcpy(identity->holder, personal->holder_id, strlen(personal->holder_id) + 1);
    memcpy(identity->admin_key, personal->admin_key, ADMIN_KEY_SIZE);
    journal_touch(card, RECORD_IDENTITY);
    journal_touch(card, RECORD_POLICY);
    return true;
}

static enum card_result write_all(struct card *card, const struct card_personal *personal)
{
    if (!sound(card, personal) || !set_identity(card, personal))
        return CARD_BAD_ARGUMENT;
    if (pin_set(card, ROLE_PIN, personal->pin) != PIN_RIGHT ||
        pin_set(card, ROLE_PUK, personal->puk) != PIN_RIGHT)
        return CARD_CRYPTO_FAILED;
    pin_refill(card, ROLE_PIN);
    pin_refill(card, ROLE_PUK);
    if (!pkcs15_create(card))
        return CARD_FULL;
    for (size_t i = 0; i < personal->credential_count; i++) {
        enum card_result result =
            credential_add(card, credential_next(card), &personal->credentials[i]);
        if (result != CARD_OK)
            return result;
    }
    return CARD_OK;
}

/* Stores what was written, or forgets it: nothing half-done stays in memory. */
static enum card_result finish(struct card *card, enum card_result result)
{
    if (result == CARD_OK && journal_flush(card))
        return CARD_OK;
    card->state.broken = card_reload(card) != CARD_OK;
    return result == CARD_OK || card->state.broken ? CARD_STORE_FAILED : result;
}

enum card_result card_personalise(struct card *card, const struct card_personal *personal)
{
    if (card->state.identity.personalised)
        return CARD_BAD_ARGUMENT;
    return finish(card, write_all(card, personal));
}

enum card_result card_add_credential(struct card *card, const struct card_credential *credential)
{
    if (card_life_of(card) != CARD_IN_USE)
        return CARD_BAD_ARGUMENT;
    enum card_result result = credential_add(card, credential_next(card), credential);
    return finish(card, result);
}
