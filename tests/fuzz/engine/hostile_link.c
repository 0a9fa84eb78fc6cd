/* SPDX-License-Identifier: MIT */
/* The card made of bytes: see hostile_link.h. */
#include "tests/fuzz/engine/hostile_link.h"

#include "sim/base/hex.h"
#include "sim/engine/akis.h"

#include <stdlib.h>
#include <string.h>

static const char *const atrs[] = {
    "3BBA11008131FE4D55454B41452056312E30AE",
    "3B9F978131FE4580655443D2210831C073F6218081055B",
    "3B9F978131FE4580655443D3228231C073F621808105D3",
    "3B6800000073C84011009000",
    "",
};

static enum link_result hostile_reset(void *self, struct buf *atr)
{
    const struct hostile_link *hostile = self;

    return hex_decode(atrs[hostile->atr % (sizeof atrs / sizeof *atrs)], atr) ? LINK_OK
                                                                              : LINK_FAILED;
}

static enum link_result hostile_power_off(void *self)
{
    (void)self;
    return LINK_OK;
}

static enum link_result hostile_transmit(void *self, struct bytes command, struct buf *response)
{
    struct hostile_link *hostile = self;
    struct bytes rest = bytes_slice(hostile->script, hostile->at, hostile->script.size);

    (void)command;
    if (rest.size < 2)
        return LINK_REMOVED;
    const size_t size = (size_t)rest.data[0] | (size_t)rest.data[1] << 8;
    hostile->at += 2;
    if (size >= 0xFF00)
        return (enum link_result)(LINK_NO_CARD + size % (LINK_GARBLED - LINK_NO_CARD + 1));
    const struct bytes answer = bytes_slice(rest, 2, size % (LINK_RESPONSE_MAX + 1));
    hostile->at += answer.size;
    return buf_add(response, answer) ? LINK_OK : LINK_GARBLED;
}

static void hostile_free(void *self)
{
    (void)self;
}

static const struct link_ops ops = {
    .reset = hostile_reset,
    .power_off = hostile_power_off,
    .transmit = hostile_transmit,
    .free = hostile_free,
};

struct link *hostile_link_start(struct hostile_link *hostile, struct bytes script)
{
    *hostile = (struct hostile_link){
        .link = {&ops, hostile},
          .script = script, .at = 1
    };
    hostile->atr = script.size > 0 ? script.data[0] : 0;
    return &hostile->link;
}

/* A signature that this card cannot have made must not be called one. */
static void sign(struct akis_card *card, const struct akis_certificate *certificate)
{
    static const uint8_t digest[32] = {1};
    const enum akis_scheme scheme =
        certificate->kind == AKIS_KEY_RSA ? AKIS_RSA_PKCS1 : AKIS_ECDSA_DER;
    struct akis_blob signature = {0};

    if (akis_sign(card, certificate, scheme, AKIS_SHA256, digest, sizeof digest, &signature)
            .outcome == AKIS_OK)
        akis_blob_free(&signature);
    else if (signature.data)
        abort();
}

void hostile_drive(struct link *link)
{
    static const uint8_t cipher[256];
    struct akis_card *card = NULL;
    struct akis_certificates all = {0};
    struct akis_blob plain = {0};

    if (akis_card_open_link(&link, NULL, &card).outcome != AKIS_OK)
        return;
    (void)!akis_pin_status(card).tries;
    (void)!akis_certificates(card, &all).tries;
    (void)!akis_login(card, "123456").tries;
    for (size_t i = 0; i < all.count; i++) {
        sign(card, &all.items[i]);
        (void)!akis_decipher(card, &all.items[i], cipher, sizeof cipher, &plain).tries;
        akis_blob_free(&plain);
    }
    (void)!akis_pin_change(card, "123456", "654321").tries;
    (void)!akis_unblock_puk(card, "12345678", "654321").tries;
    (void)!akis_puk_change(card, "12345678", "87654321").tries;
    akis_certificates_free(&all);
    akis_card_close(&card);
}
