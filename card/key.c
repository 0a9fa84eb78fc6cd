/* SPDX-License-Identifier: MIT */
/* Private keys on the card: see key.h. */
#include "card/key.h"

#include <stdio.h>

#include "card/iso7816/tlv.h"

enum { KEY_HEAD = 4, DER_SEQUENCE = 0x30, DER_OID = 0x06, DER_INTEGER = 0x02, DER_BITS = 0x03 };

bool key_find(const struct card *card, unsigned reference, struct key *key)
{
    const struct files *files = &card->state.files;

    for (unsigned i = 0; i < FILES_MAX; i++) {
        struct bytes content = files_content(files, i);
        if (files->table[i].kind != FILE_KEY || content.size <= KEY_HEAD ||
            content.data[0] != reference)
            continue;
        key->reference = (uint8_t)reference;
        key->kind = (enum key_kind)content.data[1];
        key->bits = (uint16_t)(content.data[2] << 8 | content.data[3]);
        key->der = bytes_slice(content, KEY_HEAD, content.size);
        return true;
    }
    return false;
}

/* The size of an RSA modulus in bits, from RSAPublicKey. */
static bool rsa_bits(struct bytes bare, uint16_t *bits)
{
    struct bytes sequence;
    struct bytes modulus;

    if (!tlv_find(bare, DER_SEQUENCE, &sequence) || !tlv_find(sequence, DER_INTEGER, &modulus))
        return false;
    if (modulus.size > 0 && modulus.data[0] == 0)
        modulus = bytes_slice(modulus, 1, modulus.size);
    if (modulus.size == 0 || modulus.size > 0xFFFF / 8)
        return false;
    *bits = (uint16_t)(modulus.size * 8);
    for (uint8_t top = modulus.data[0]; !(top & 0x80); top = (uint8_t)(top << 1 | 1))
        (*bits)--;
    return true;
}

bool key_describe(struct bytes spki, enum key_kind *kind, uint16_t *bits, struct bytes *bare)
{
    static const uint8_t rsa[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01};
    static const uint8_t ec[] = {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01};
    struct bytes outer;
    struct bytes algorithm;
    struct bytes oid;
    struct bytes string;

    if (!tlv_find(spki, DER_SEQUENCE, &outer) || !tlv_find(outer, DER_SEQUENCE, &algorithm) ||
        !tlv_find(algorithm, DER_OID, &oid) || !tlv_find(outer, DER_BITS, &string) ||
        string.size < 2)
        return false;
    *bare = bytes_slice(string, 1, string.size);
    *kind = bytes_equal(oid, bytes_of(rsa, sizeof rsa)) ? KEY_RSA : KEY_EC;
    if (*kind == KEY_RSA)
        return rsa_bits(*bare, bits);
    *bits = (uint16_t)((bare->size - 1) / 2 * 8);
    return bytes_equal(oid, bytes_of(ec, sizeof ec)) && bare->data[0] == 0x04;
}

void key_name(enum key_kind kind, uint16_t bits, char name[9])
{
    (void)snprintf(name, 9, kind == KEY_RSA ? "rsa%u" : "p%u", (unsigned)bits);
}
