/* SPDX-License-Identifier: MIT */
/* A key pair with its certificate on the card: see credential.h. */
#include "card/credential.h"

#include "card/iso7816/tlv.h"
#include "card/journal.h"
#include "card/pkcs15.h"
#include "sim/base/secret.h"

enum { KEY_ROOM = 2048, SPKI_ROOM = 512, HEAD = 4 };

uint8_t credential_next(const struct card *card)
{
    struct key key;

    for (unsigned reference = 1; reference <= CREDENTIALS_MAX; reference++)
        if (!key_find(card, reference, &key))
            return (uint8_t)reference;
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

enum card_result credential_add(struct card *card, uint8_t reference,
                                const struct card_credential *credential)
{
    const struct crypto_port *crypto = &card->ports.crypto;
    struct key key = {.reference = reference, .der = credential->key};
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
    if (add_private(card, &key) && add_public(card, &key, bare) &&
        add_certificate(card, &key, credential->certificate) && pkcs15_list(card))
        return CARD_OK;
    return credential_remove(card, reference) ? CARD_FULL : CARD_STORE_FAILED;
}

bool credential_remove(struct card *card, uint8_t reference)
{
    const uint16_t fids[] = {FID_PRIVATE, FID_PUBLIC, FID_CERTIFICATE};
    uint8_t df = pkcs15_application(card);

    for (size_t i = 0; i < sizeof fids / sizeof fids[0]; i++) {
        uint8_t index = files_find(&card->state.files, df, (uint16_t)(fids[i] + reference - 1));
        if (index == FILE_NONE)
            continue;
        files_remove(&card->state.files, index);
        journal_touch_file(card, index);
    }
    return pkcs15_list(card);
}
