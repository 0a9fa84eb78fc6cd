/* SPDX-License-Identifier: MIT */
/* A card for the tests: see fixture.h. */
#include "tests/unit/card/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "card/crc32.h"
#include "sim/base/hex.h"

enum { KINDS = 12, KEY_ROOM = 2048 };

const uint8_t fixture_admin_key[32] = {1, 2, 3, 4, 5, 6, 7, 8};

struct made_key {
    char kind[9];
    uint8_t der[KEY_ROOM];
    size_t size;
};

struct bytes fixture_key(const char *kind)
{
    static struct made_key keys[KINDS];
    size_t i = 0;

    while (keys[i].size > 0 && strcmp(keys[i].kind, kind) != 0)
        i++;
    assert_true(i < KINDS);
    if (keys[i].size == 0) {
        struct crypto_openssl *openssl = crypto_openssl_new();
        struct crypto_port port = crypto_openssl_port(openssl);
        struct buf room = buf_over(keys[i].der, KEY_ROOM);
        assert_int_equal(port.generate(port.context, kind, &room), CRYPTO_OK);
        (void)snprintf(keys[i].kind, sizeof keys[i].kind, "%s", kind);
        keys[i].size = room.size;
        crypto_openssl_free(&openssl);
    }
    return bytes_of(keys[i].der, keys[i].size);
}

struct bytes fixture_certificate(void)
{
    static uint8_t certificate[700];

    for (size_t i = 0; i < sizeof certificate; i++)
        certificate[i] = (uint8_t)(i * 7);
    certificate[0] = 0x30;
    certificate[1] = 0x82;
    certificate[2] = (sizeof certificate - 4) >> 8;
    certificate[3] = (uint8_t)(sizeof certificate - 4);
    return bytes_of(certificate, sizeof certificate);
}

struct card_personal fixture_personal(const struct card_credential *credential, int64_t produced)
{
    struct card_personal personal = {
        .serial = FIXTURE_SERIAL,
        .produced = produced,
        .holder_id = "11111111110",
        .pin = bytes_text(FIXTURE_PIN),
        .puk = bytes_text(FIXTURE_PUK),
        .credentials = credential,
        .credential_count = 1,
    };

    memcpy(personal.admin_key, fixture_admin_key, sizeof personal.admin_key);
    return personal;
}

void fixture_ports(struct fixture *fixture)
{
    memset(fixture, 0, sizeof *fixture);
    fixture->ram = store_ram_new();
    fixture->openssl = crypto_openssl_new();
    assert_non_null(fixture->ram);
    assert_non_null(fixture->openssl);
    fixture->ports.store = store_ram_port(fixture->ram);
    fixture->ports.random = random_repeatable(&fixture->seeded, 1);
    fixture->ports.crypto = crypto_openssl_port(fixture->openssl);
}

void keep_seed(const char *folder, struct bytes seed)
{
    const char *seeds = getenv("AKIS_SEEDS");
    uint32_t name = crc32_of(0, seed);
    char path[512];

    if (!seeds || seed.size == 0)
        return;
    (void)snprintf(path, sizeof path, "%s/%s/%08x", seeds, folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(seed.data, 1, seed.size, file), seed.size);
    assert_int_equal(fclose(file), 0);
}

/* The head says which card it was: tests/fuzz/card/fuzz_apdu.c. */
static void begin_transcript(struct fixture *fixture, const char *profile, int64_t produced)
{
    bool v2 = card_profile_find(profile) != card_profile_find("v1.0");

    fixture->transcript[0] = (uint8_t)((v2 ? 1 : 0) | (produced < 20110101 ? 2 : 0));
    fixture->transcript_size = 2;
}

static void add_transcript(struct fixture *fixture, struct bytes command)
{
    struct buf transcript = {fixture->transcript, fixture->transcript_size, TRANSCRIPT_MAX - 1};

    if (fixture->transcript_size == 0 || command.size > 255 ||
        command.size + 1 > transcript.capacity - transcript.size)
        return;
    fixture->transcript_size += command.size + 1;
    transcript.data[transcript.size++] = (uint8_t)command.size;
    bool added = buf_add(&transcript, command);
    assert_true(added);
}

void fixture_open(struct fixture *fixture, const char *profile, const char *kind, int64_t produced)
{
    struct card_credential credential = {fixture_key(kind), fixture_certificate()};
    struct card_personal personal = fixture_personal(&credential, produced);

    fixture_ports(fixture);
    assert_int_equal(card_new(card_profile_find(profile), NULL, &fixture->ports, &fixture->card),
                     CARD_OK);
    assert_int_equal(card_personalise(fixture->card, &personal), CARD_OK);
    assert_true(card_power_on(fixture->card).size > 0);
    begin_transcript(fixture, profile, produced);
}

void fixture_reopen(struct fixture *fixture)
{
    card_free(&fixture->card);
    assert_int_equal(card_new(NULL, NULL, &fixture->ports, &fixture->card), CARD_OK);
    assert_true(card_power_on(fixture->card).size > 0);
}

void fixture_close(struct fixture *fixture)
{
    keep_seed("apdu", bytes_of(fixture->transcript, fixture->transcript_size));
    fixture->transcript_size = 0;
    card_free(&fixture->card);
    store_ram_free(&fixture->ram);
    crypto_openssl_free(&fixture->openssl);
}

unsigned say_bytes(struct fixture *fixture, struct bytes command)
{
    struct buf reply = buf_over(fixture->reply, sizeof fixture->reply);

    add_transcript(fixture, command);
    card_transmit(fixture->card, command, &reply);
    fixture->reply_size = reply.size;
    if (reply.size < 2)
        return 0;
    return (unsigned)(reply.data[reply.size - 2] << 8 | reply.data[reply.size - 1]);
}

unsigned say(struct fixture *fixture, const char *hex)
{
    uint8_t room[300];
    struct buf command = buf_over(room, sizeof room);

    assert_true(hex_decode(hex, &command));
    return say_bytes(fixture, buf_bytes(&command));
}

struct bytes said(const struct fixture *fixture)
{
    return bytes_of(fixture->reply, fixture->reply_size < 2 ? 0 : fixture->reply_size - 2);
}

void expect(struct fixture *fixture, const char *hex, const char *answer)
{
    char text[REPLY_TEXT];
    char wanted[REPLY_TEXT];
    uint8_t room[REPLY_MAX];
    struct buf decoded = buf_over(room, sizeof room);

    (void)say(fixture, hex);
    assert_true(hex_decode(answer, &decoded));
    assert_true(hex_encode(buf_bytes(&decoded), wanted, sizeof wanted));
    assert_true(hex_encode(bytes_of(fixture->reply, fixture->reply_size), text, sizeof text));
    assert_string_equal(text, wanted);
}

static unsigned fetch(struct fixture *fixture, unsigned sw, struct buf *out)
{
    assert_true(buf_add(out, said(fixture)));
    while (sw >> 8 == 0x61) {
        uint8_t get[5] = {0x00, 0xC0, 0x00, 0x00, (uint8_t)sw};
        sw = say_bytes(fixture, bytes_of(get, sizeof get));
        assert_true(buf_add(out, said(fixture)));
    }
    return sw;
}

unsigned say_long(struct fixture *fixture, const char *head, struct bytes data, struct buf *out)
{
    uint8_t room[300];
    unsigned sw;

    do {
        struct bytes piece = bytes_slice(data, 0, 244);
        struct buf command = buf_over(room, sizeof room);
        data = bytes_slice(data, piece.size, data.size);
        assert_true(hex_decode(head, &command));
        if (data.size > 0)
            command.data[0] |= 0x10;
        if (piece.size > 0)
            assert_true(buf_add_byte(&command, (uint8_t)piece.size));
        assert_true(buf_add(&command, piece));
        if (data.size == 0)
            assert_true(buf_add_byte(&command, 0x00));
        sw = say_bytes(fixture, buf_bytes(&command));
    } while (data.size > 0 && sw == 0x9000);
    return fetch(fixture, sw, out);
}

unsigned authenticate(struct fixture *fixture, uint8_t purpose, const char *label)
{
    struct crypto_port crypto = crypto_openssl_port(fixture->openssl);
    uint8_t room[64];
    struct buf text = buf_over(room, sizeof room);
    uint8_t command[21] = {0x00, 0x82, 0x00, purpose, 0x10};

    unsigned sw = say(fixture, "00 84 00 00 10");
    if (sw != 0x9000)
        return sw;
    assert_true(buf_add(&text, bytes_text(label)));
    assert_true(hex_decode(FIXTURE_SERIAL, &text));
    assert_true(buf_add(&text, said(fixture)));
    assert_int_equal(crypto.cmac(crypto.context, fixture_admin_key, buf_bytes(&text), command + 5),
                     CRYPTO_OK);
    return say_bytes(fixture, bytes_of(command, sizeof command));
}

struct card_view look(const struct fixture *fixture)
{
    struct card_view view;

    card_look(fixture->card, &view);
    return view;
}
