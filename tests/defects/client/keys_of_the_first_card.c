/* SPDX-License-Identifier: MIT */
/* Defect: the keys that the first card had are looked for on every card. (CLI-1) */
#include "sim/engine/card.h"

#define pkcs15_keys pkcs15_keys_right
#include "sim/engine/pkcs15.c"
#undef pkcs15_keys

enum akis_outcome pkcs15_keys(struct akis_card *card)
{
    static struct card_key keys[CARD_KEYS_MAX];
    static size_t count;
    enum akis_outcome outcome = pkcs15_keys_right(card);

    if (outcome == AKIS_OK && count == 0) {
        memcpy(keys, card->keys, sizeof keys);
        count = card->key_count;
    }
    memcpy(card->keys, keys, sizeof keys);
    card->key_count = count;
    return outcome;
}
