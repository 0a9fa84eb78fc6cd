/* SPDX-License-Identifier: MIT */
/*
 * Decrypting with the card. With more than one key on it, the right one is proved first: it
 * opens what the certificate's public key has just sealed.
 */
#include "sim/base/secret.h"
#include "sim/engine/card.h"
#include "sim/engine/keys.h"
#include "sim/engine/outcome.h"
#include "sim/engine/pki/pki.h"

enum { ALG_DECIPHER = 0x80, PROOF = 16 };

/* PSO DECIPHER: a padding indicator, then the cipher text (ISO/IEC 7816-8, 11.9). */
static enum akis_outcome open_with(struct akis_card *card, uint8_t reference, struct bytes cipher,
                                   struct buf *plain)
{
    uint8_t room[1 + PKI_BLOCK_MAX];
    struct buf data = buf_over(room, sizeof room);
    unsigned sw = 0;
    enum akis_outcome outcome = keys_choose(card, KEY_DECIPHERS, ALG_DECIPHER, reference, &sw);

    if (outcome != AKIS_OK)
        return outcome;
    if (sw == 0x6A88 || sw == 0x6A80)
        return AKIS_NO_KEY;
    if (sw != 0x9000)
        return card_outcome(card, sw);
    if (!buf_add_byte(&data, 0x00) || !buf_add(&data, cipher))
        return AKIS_BAD_ARGUMENT;
    const struct command pso = {
        .ins = 0x2A, .p1 = 0x80, .p2 = 0x86, .data = buf_bytes(&data), .le = LE_ALL};
    outcome = card_send(card, &pso, plain, &sw);
    if (outcome != AKIS_OK)
        return outcome;
    return sw == 0x6A80 ? AKIS_NO_KEY : card_outcome(card, sw);
}

static enum akis_outcome prove(struct akis_card *card, const struct akis_certificate *certificate,
                               uint8_t reference)
{
    uint8_t cipher_room[PKI_BLOCK_MAX], plain_room[1024], secret[PROOF];
    struct buf cipher = buf_over(cipher_room, sizeof cipher_room);
    struct buf plain = buf_over(plain_room, sizeof plain_room);
    enum akis_outcome outcome =
        pki_seal(bytes_of(certificate->der, certificate->size), secret, sizeof secret, &cipher);

    if (outcome == AKIS_OK)
        outcome = open_with(card, reference, buf_bytes(&cipher), &plain);
    if (outcome != AKIS_OK)
        return outcome;
    return plain.size == PROOF && secret_equal(plain_room, secret, PROOF) ? AKIS_OK : AKIS_NO_KEY;
}

static enum akis_outcome open_by_any(struct akis_card *card,
                                     const struct akis_certificate *certificate,
                                     struct bytes cipher, struct buf *plain)
{
    uint8_t references[CARD_KEYS_MAX];
    size_t count = 0;
    enum akis_outcome outcome = keys_for(card, certificate, references, &count);

    if (outcome != AKIS_OK)
        return outcome;
    outcome = AKIS_NO_KEY;
    for (size_t i = 0; i < count && outcome == AKIS_NO_KEY; i++) {
        outcome = count > 1 ? prove(card, certificate, references[i]) : AKIS_OK;
        if (outcome == AKIS_OK)
            return open_with(card, references[i], cipher, plain);
    }
    return outcome;
}

struct akis_result akis_decipher(struct akis_card *card, const struct akis_certificate *certificate,
                                 const uint8_t *cipher, size_t size, struct akis_blob *plain)
{
    uint8_t room[1024];
    struct buf opened = buf_over(room, sizeof room);

    if (certificate->kind != AKIS_KEY_RSA || size != (certificate->bits + 7) / 8)
        return result_of(AKIS_UNSUPPORTED);
    enum akis_outcome outcome = card_enter(card);
    if (outcome != AKIS_OK)
        return result_of(outcome);
    outcome = card->identity.dead ? AKIS_CARD_DEAD
                                  : open_by_any(card, certificate, bytes_of(cipher, size), &opened);
    if (outcome == AKIS_OK)
        outcome = blob_give(buf_bytes(&opened), plain);
    secret_wipe(room, sizeof room);
    struct akis_result result = card_result(card, outcome, AKIS_TRIES_UNKNOWN);
    card_leave(card);
    return result;
}

struct akis_result akis_encipher(const struct akis_certificate *certificate,
                                 enum akis_scheme scheme, const uint8_t *plain, size_t size,
                                 struct akis_blob *cipher)
{
    uint8_t room[PKI_BLOCK_MAX];
    struct buf made = buf_over(room, sizeof room);

    if (certificate->kind != AKIS_KEY_RSA || (scheme != AKIS_RSA_PKCS1 && scheme != AKIS_RSA_RAW))
        return result_of(AKIS_UNSUPPORTED);
    enum akis_outcome outcome = pki_encrypt(bytes_of(certificate->der, certificate->size), scheme,
                                            bytes_of(plain, size), &made);
    if (outcome == AKIS_OK)
        outcome = blob_give(buf_bytes(&made), cipher);
    return result_of(outcome);
}
