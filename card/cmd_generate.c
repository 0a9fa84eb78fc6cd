/* SPDX-License-Identifier: MIT */
/*
 * GENERATE ASYMMETRIC KEY PAIR (ISO/IEC 7816-8, 5.1): a key that is born on the card and never
 * leaves it; and its public half, now or later. [mock] for what the data field says:
 *
 *     00 46 00 00  80 02 bits ‖ 84 01 (80 | reference)    makes one; 256 and 384 bits are curves
 *     00 46 81 00  84 01 (80 | reference)                 tells the public half of one that is
 *
 * Answer: 7F49 { 81 modulus, 82 exponent } or 7F49 { 86 point }.
 */
#include "card/credential.h"
#include "card/iso7816/tlv.h"
#include "card/journal.h"
#include "card/pkcs15.h"
#include "sim/base/secret.h"

enum {
    GENERATE = 0x0000,
    TELL = 0x8100,
    TAG_BITS = 0x80,
    TAG_KEY = 0x84,
    KEY_LOCAL = 0x80,
    KEY_ROOM = 2048,
    EC_MOST = 521,
};

static bool reference_of(struct bytes data, uint8_t *reference)
{
    struct bytes value;

    if (!tlv_find(data, TAG_KEY, &value) || value.size != 1)
        return false;
    *reference = value.data[0] & (uint8_t)~KEY_LOCAL;
    return *reference >= 1 && *reference <= CREDENTIALS_MAX;
}

static enum sw tell(const struct card *card, uint8_t reference, struct buf *out)
{
    uint8_t index = files_find(&card->state.files, pkcs15_application(card),
                               (uint16_t)(FID_PUBLIC + reference - 1));
    struct bytes content;
    struct bytes inner;
    struct tlv modulus;
    struct tlv exponent;
    size_t start = out->size;

    if (index == FILE_NONE)
        return SW_NO_REFERENCE;
    content = files_content(&card->state.files, index);
    bool told;
    if (tlv_find(content, 0x30, &inner))
        told = tlv_next(&inner, &modulus) && tlv_next(&inner, &exponent) &&
               tlv_put(out, 0x81, bytes_slice(modulus.value, 1, modulus.value.size)) &&
               tlv_put(out, 0x82, exponent.value);
    else
        told = tlv_find(content, 0x04, &inner) && tlv_put(out, 0x86, inner);
    return told && tlv_wrap(out, start, 0x7F49) ? SW_OK : SW_UNKNOWN;
}

static enum sw word_of(enum card_result result)
{
    switch (result) {
    case CARD_OK:
        return SW_OK;
    case CARD_FULL:
        return SW_FULL;
    case CARD_BAD_ARGUMENT:
    case CARD_NO_MEMORY:
    case CARD_STORE_FAILED:
    case CARD_STORE_DAMAGED:
    case CARD_CRYPTO_FAILED:
        return SW_UNKNOWN;
    }
    return SW_UNKNOWN;
}

static enum sw make(struct card *card, uint8_t reference, const char *kind)
{
    const struct crypto_port *crypto = &card->ports.crypto;
    uint8_t room[KEY_ROOM];
    struct buf key = buf_over(room, sizeof room);
    struct card_credential credential = {
        {NULL, 0},
        {NULL, 0}
    };

    if (crypto->generate(crypto->context, kind, &key) != CRYPTO_OK)
        return SW_UNKNOWN;
    credential.key = buf_bytes(&key);
    enum sw sw = word_of(credential_add(card, reference, &credential));
    secret_wipe(room, sizeof room);
    if (sw == SW_OK && !journal_flush(card))
        return SW_MEMORY;
    return sw;
}

static enum sw generate(struct card *card, struct bytes data, uint8_t reference, struct buf *out)
{
    struct bytes value;
    struct key key;
    char kind[9];

    if (!tlv_find(data, TAG_BITS, &value) || value.size != 2)
        return SW_WRONG_DATA;
    uint16_t bits = (uint16_t)(value.data[0] << 8 | value.data[1]);
    key_name(bits <= EC_MOST ? KEY_EC : KEY_RSA, bits, kind);
    if (!profile_takes(card->profile, kind))
        return SW_WRONG_DATA;
    if (key_find(card, reference, &key))
        return SW_EXISTS;
    enum sw sw = make(card, reference, kind);
    return sw == SW_OK ? tell(card, reference, out) : sw;
}

enum sw cmd_generate(struct card *card, const struct capdu *in, struct buf *out)
{
    uint8_t reference;

    if (!reference_of(in->data, &reference))
        return SW_WRONG_DATA;
    switch (capdu_p1p2(in)) {
    case GENERATE:
        return generate(card, in->data, reference, out);
    case TELL:
        return tell(card, reference, out);
    default:
        return SW_PARAMETERS;
    }
}
