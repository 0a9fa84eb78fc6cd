/* SPDX-License-Identifier: MIT */
/* A card's surroundings for the fuzz targets: see home.h. */
#include "tests/fuzz/card/home.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_ROOM = 1024 };

void must(bool holds)
{
    if (!holds)
        abort();
}

void home_open(struct home *home)
{
    home->ram = store_ram_new();
    home->openssl = crypto_openssl_new();
    must(home->ram && home->openssl);
    home->ports.store = store_ram_port(home->ram);
    home->ports.random = random_repeatable(&home->seeded, 1);
    home->ports.crypto = crypto_openssl_port(home->openssl);
}

void home_close(struct home *home)
{
    store_ram_free(&home->ram);
    crypto_openssl_free(&home->openssl);
}

static struct bytes key_of(const char *kind)
{
    static uint8_t rooms[2][KEY_ROOM];
    static size_t sizes[2];
    size_t which = strcmp(kind, "p256") == 0;

    if (sizes[which] == 0) {
        struct crypto_openssl *openssl = crypto_openssl_new();
        struct crypto_port port = crypto_openssl_port(openssl);
        struct buf key = buf_over(rooms[which], KEY_ROOM);
        must(port.generate(port.context, kind, &key) == CRYPTO_OK);
        sizes[which] = key.size;
        crypto_openssl_free(&openssl);
    }
    return bytes_of(rooms[which], sizes[which]);
}

struct card_personal home_order(const char *kind, int64_t produced)
{
    static struct card_credential credential;

    credential.key = key_of(kind);
    credential.certificate = bytes_text("0\x03\x02\x01\x05");
    return (struct card_personal){
        .serial = "00112233445566778899AABB",
        .produced = produced,
        .holder_id = "11111111110",
        .pin = bytes_text("123456"),
        .puk = bytes_text("12345678"),
        .admin_key = {1, 2, 3, 4, 5, 6, 7, 8},
        .credentials = &credential,
        .credential_count = 1,
    };
}

void home_say(struct card *card, struct bytes command)
{
    uint8_t room[258];
    struct buf response = buf_over(room, sizeof room);
    struct card_view before;
    struct card_view after;

    card_look(card, &before);
    card_transmit(card, command, &response);
    card_look(card, &after);
    must(response.size >= 2 && response.size <= sizeof room);
    must(after.pin_tries <= 3 && after.puk_tries <= 3);
    must(before.life != CARD_DEAD || after.life == CARD_DEAD);
    must(after.pin_tries + 1 >= before.pin_tries && after.puk_tries + 1 >= before.puk_tries);
    must(!after.pin_verified || after.pin_tries > 0);
    must(before.produced == after.produced);
}
