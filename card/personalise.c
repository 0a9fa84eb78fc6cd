/* SPDX-License-Identifier: MIT */
/* What the factory does: it writes the holder's card, and later a further key on it. */
#include <string.h>

#include "card/iso7816/tlv.h"
#include "card/journal.h"
#include "card/key.h"
#include "card/pkcs15.h"
#include "sim/base/calendar.h"
#include "sim/base/hex.h"
#include "sim/base/secret.h"

enum { KEY_ROOM = 2048, SPKI_ROOM = 512, HEAD = 4 };

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

static uint8_t next_reference(const struct card *card)
{
    struct key key;

    for (uint8_t reference = 1; reference <= CREDENTIALS_MAX; reference++)
        if (!key_find(card, reference, &key))
            return reference;
    return 0;
}

static bool add_file(struct card *card, uint16_t fid, struct file file, struct bytes content)
{
    file.fid = fid;
    file.parent = pkcs15_application(card);
    uint8_t index = files_add(&card->state.files, &file, content);
    if (index == FILE_NONE)
        return false;
    journal_touch_file(card, index);
    return true;
}

static bool add_private(struct card *card, const struct key *key)
{
    static const struct file file = {
        .kind = FILE_KEY, .read = NOBODY, .write = NOBODY, .remove = FACTORY};
    uint8_t room[KEY_ROOM];
    uint8_t head[HEAD] = {key->reference, (uint8_t)key->kind, (uint8_t)(key->bits >> 8),
                          (uint8_t)key->bits};
    struct buf content = buf_over(room, sizeof room);

    bool added =
        buf_add(&content, bytes_of(head, HEAD)) && buf_add(&content, key->der) &&
        add_file(card, (uint16_t)(FID_PRIVATE + key->reference - 1), file, buf_bytes(&content));
    secret_wipe(room, sizeof room);
    return added;
}

/* PKCS#15 wants an EC point as an OCTET STRING, an RSAPublicKey as it is. */
static bool add_public(struct card *card, const struct key *key, struct bytes bare)
{
    static const struct file file = {.kind = FILE_TRANSPARENT, .write = FACTORY, .remove = FACTORY};
    uint8_t room[SPKI_ROOM];
    struct buf content = buf_over(room, sizeof room);
    bool built = key->kind == KEY_RSA ? buf_add(&content, bare) : tlv_put(&content, 0x04, bare);

    return built &&
           add_file(card, (uint16_t)(FID_PUBLIC + key->reference - 1), file, buf_bytes(&content));
}

static bool add_certificate(struct card *card, const struct key *key, struct bytes certificate)
{
    bool hidden = card->state.policy.certificates_need_pin;
    struct file file = {.kind = FILE_TRANSPARENT,
                        .read = hidden ? HOLDER : ANYONE,
                        .write = FACTORY,
                        .remove = HOLDER};

    return certificate.size == 0 ||
           add_file(card, (uint16_t)(FID_CERTIFICATE + key->reference - 1), file, certificate);
}

/* Puts one key with its certificate in place, in memory. */
static enum card_result place(struct card *card, const struct card_credential *credential)
{
    const struct crypto_port *crypto = &card->ports.crypto;
    struct key key = {.reference = next_reference(card), .der = credential->key};
    uint8_t room[SPKI_ROOM];
    struct buf spki = buf_over(room, sizeof room);
    struct bytes bare;
    char name[9];

    if (key.reference == 0)
        return CARD_FULL;
    switch (crypto->public_of(crypto->context, credential->key, &spki)) {
    case CRYPTO_OK:
        break;
    case CRYPTO_BAD_KEY:
    case CRYPTO_BAD_INPUT:
        return CARD_BAD_ARGUMENT;
    case CRYPTO_FAILED:
        return CARD_CRYPTO_FAILED;
    }
    if (!key_describe(buf_bytes(&spki), &key.kind, &key.bits, &bare))
        return CARD_BAD_ARGUMENT;
    key_name(key.kind, key.bits, name);
    if (!profile_takes(card->profile, name))
        return CARD_BAD_ARGUMENT;
    return add_private(card, &key) && add_public(card, &key, bare) &&
                   add_certificate(card, &key, credential->certificate)
               ? CARD_OK
               : CARD_FULL;
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
        enum card_result result = place(card, &personal->credentials[i]);
        if (result != CARD_OK)
            return result;
    }
    return pkcs15_list(card) ? CARD_OK : CARD_FULL;
}

/* Stores what was written, or forgets it: nothing half-done stays in memory. */
static enum card_result finish(struct card *card, enum card_result result)
{
    if (result == CARD_OK)
        return journal_flush(card) ? CARD_OK : CARD_STORE_FAILED;
    card->state.broken = true;
    if (card_reload(card) != CARD_OK)
        return CARD_STORE_FAILED;
    return result;
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
    enum card_result result = place(card, credential);
    if (result == CARD_OK && !pkcs15_list(card))
        result = CARD_FULL;
    return finish(card, result);
}
