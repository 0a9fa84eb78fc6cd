/* SPDX-License-Identifier: MIT */
/* The card in a slot: opened when first needed, given up when it is gone. */
#include "sim/pkcs11/module.h"

#include "sim/base/secret.h"

#include <string.h>

static const CK_RV values[AKIS_OUTCOMES] = {
    [AKIS_NO_SERVICE] = CKR_DEVICE_REMOVED,      [AKIS_NO_READER] = CKR_DEVICE_REMOVED,
    [AKIS_NO_CARD] = CKR_DEVICE_REMOVED,         [AKIS_CARD_REMOVED] = CKR_DEVICE_REMOVED,
    [AKIS_MUTE_CARD] = CKR_TOKEN_NOT_RECOGNIZED, [AKIS_FOREIGN_CARD] = CKR_TOKEN_NOT_RECOGNIZED,
    [AKIS_CARD_BUSY] = CKR_DEVICE_ERROR,         [AKIS_CARD_TIMEOUT] = CKR_DEVICE_ERROR,
    [AKIS_CARD_GARBLED] = CKR_DEVICE_ERROR,      [AKIS_CARD_REFUSED] = CKR_DEVICE_ERROR,
    [AKIS_READER_FAILED] = CKR_DEVICE_REMOVED,   [AKIS_CARD_DEAD] = CKR_PIN_LOCKED,
    [AKIS_PIN_WRONG] = CKR_PIN_INCORRECT,        [AKIS_PIN_LOCKED] = CKR_PIN_LOCKED,
    [AKIS_PIN_MALFORMED] = CKR_PIN_LEN_RANGE,    [AKIS_PIN_NEEDED] = CKR_USER_NOT_LOGGED_IN,
    [AKIS_PUK_WRONG] = CKR_PIN_INCORRECT,        [AKIS_PUK_MALFORMED] = CKR_PIN_LEN_RANGE,
    [AKIS_PUK_NOT_USED] = CKR_FUNCTION_REJECTED, [AKIS_UNSUPPORTED] = CKR_MECHANISM_INVALID,
    [AKIS_BAD_ARGUMENT] = CKR_DATA_LEN_RANGE,    [AKIS_NO_MEMORY] = CKR_HOST_MEMORY,
};

static bool is_gone(enum akis_outcome outcome)
{
    return values[outcome] == CKR_DEVICE_REMOVED;
}

CK_RV token_rv(struct slot *slot, struct akis_result result)
{
    if (result.outcome == AKIS_OK)
        return CKR_OK;
    if (result.outcome == AKIS_PIN_NEEDED)
        slot->user = false;
    if (is_gone(result.outcome)) {
        token_lose(slot);
        slot->present = false;
    }
    return values[result.outcome] ? values[result.outcome] : CKR_GENERAL_ERROR;
}

void token_lose(struct slot *slot)
{
    for (size_t i = 0; i < SESSIONS_MAX; i++) {
        struct session *session = &module.sessions[i];
        if (session->open && slot_of(session->slot) == slot)
            session_close(session);
    }
    objects_free(slot);
    akis_certificates_free(&slot->certificates);
    akis_card_close(&slot->card);
    secret_wipe(slot->puk, sizeof slot->puk);
    slot->user = false;
    slot->officer = false;
}

/* A card without certificates is a token without objects. */
static CK_RV read_certificates(struct slot *slot)
{
    struct akis_result result = akis_certificates(slot->card, &slot->certificates);

    if (result.outcome == AKIS_NO_CERTIFICATE || result.outcome == AKIS_CARD_DEAD)
        return CKR_OK;
    if (result.outcome != AKIS_OK)
        return token_rv(slot, result);
    return objects_build(slot) ? CKR_OK : CKR_HOST_MEMORY;
}

CK_RV token_open(struct slot *slot)
{
    if (slot->card)
        return CKR_OK;
    struct akis_result result = slot->link ? akis_card_open_link(&slot->link, NULL, &slot->card)
                                           : akis_card_open(slot->reader, NULL, &slot->card);
    if (is_gone(result.outcome)) {
        slot->present = false;
        return CKR_TOKEN_NOT_PRESENT;
    }
    if (result.outcome != AKIS_OK)
        return token_rv(slot, result);
    slot->present = true;
    akis_card_identity(slot->card, &slot->identity);
    CK_RV rv = read_certificates(slot);
    if (rv != CKR_OK)
        token_lose(slot);
    return rv;
}
