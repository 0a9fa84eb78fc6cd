/* SPDX-License-Identifier: MIT */
/* Private keys by their references: see keys.h. ISO/IEC 7816-4, 11.5.11 (MSE). */
#include "sim/engine/keys.h"

#include "sim/engine/pkcs15.h"

#include <stdlib.h>
#include <string.h>

enum { KEYS_TRIED_BLIND = 4, KEY_LOCAL = 0x80 };

static bool same_id(const struct card_key *key, const struct akis_certificate *certificate)
{
    return bytes_equal(bytes_of(key->id, key->id_size),
                       bytes_of(certificate->id, certificate->id_size));
}

static size_t add_keys(const struct akis_card *card, const struct akis_certificate *certificate,
                       bool with_its_id, uint8_t *references)
{
    size_t count = 0;

    for (size_t i = 0; i < card->key_count; i++) {
        if (same_id(&card->keys[i], certificate) == with_its_id)
            references[count++] = card->keys[i].reference;
    }
    return count;
}

enum akis_outcome keys_for(struct akis_card *card, const struct akis_certificate *certificate,
                           uint8_t references[CARD_KEYS_MAX], size_t *count)
{
    enum akis_outcome outcome = pkcs15_keys(card);

    if (outcome == AKIS_OK)
        outcome = card_select_application(card);
    if (outcome != AKIS_OK)
        return outcome;
    *count = add_keys(card, certificate, true, references);
    *count += add_keys(card, certificate, false, references + *count);
    for (uint8_t i = 0; card->key_count == 0 && i < KEYS_TRIED_BLIND; i++)
        references[(*count)++] = (uint8_t)(card->dialect->key_base + i);
    return AKIS_OK;
}

enum akis_outcome keys_choose(struct akis_card *card, enum key_use use, uint8_t algorithm,
                              uint8_t reference, unsigned *sw)
{
    const uint8_t crt[] = {0x80, 0x01, algorithm, 0x84, 0x01, (uint8_t)(KEY_LOCAL | reference)};
    const struct command v1 = {.ins = 0x22, .p1 = 0xC3, .p2 = reference, .le = LE_NONE};
    const struct command v2 = {
        .ins = 0x22, .p1 = 0x41, .p2 = (uint8_t)use, .data = {crt, sizeof crt},
                   .le = LE_NONE
    };

    return card_tell(card, card->dialect->wire == WIRE_V1 ? &v1 : &v2, sw);
}

enum akis_outcome blob_give(struct bytes bytes, struct akis_blob *blob)
{
    uint8_t *data = malloc(bytes.size ? bytes.size : 1);

    if (!data)
        return AKIS_NO_MEMORY;
    if (bytes.size > 0)
        memcpy(data, bytes.data, bytes.size);
    *blob = (struct akis_blob){data, bytes.size};
    return AKIS_OK;
}
