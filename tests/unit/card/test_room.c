/* SPDX-License-Identifier: MIT */
/* A card whose memory ends in the middle of things: it says so, and stays whole. */
#include <string.h>

#include "card/key.h"
#include "card/records.h"
#include "sim/base/hex.h"
#include "tests/unit/card/fixture.h"

#define PIN_V1 "00 20 00 80 06 31 32 33 34 35 36"

/* An old card with a file that leaves about `left` bytes of the heap. */
static void open_filled(struct fixture *card, const char *profile, const char *kind, size_t left)
{
    uint8_t fill[FILES_HEAP] = {0};

    fixture_open(card, profile, kind, 20101231);
    struct files *files = &card->card->state.files;
    struct file file = {.fid = 0x7777, .kind = FILE_TRANSPARENT};
    size_t size = FILES_HEAP - files->used - left;
    assert_true(files_add(files, &file, bytes_of(fill, size)) != FILE_NONE);
}

static bool lists_are_sound(struct fixture *card)
{
    bool sound = say(card, "00 A4 08 00 04 3D 00 44 02") == 0x9000;

    sound = sound && say(card, "00 B0 00 00 02") == 0x9000;
    return sound && said(card).data[0] == (card->card->profile->family == V1 ? 0x30 : 0xA0);
}

static void key_that_does_not_fit_leaves_no_trace(void **state)
{
    struct card_credential credential = {fixture_key("rsa1024"), fixture_certificate()};
    unsigned full = 0;

    (void)state;
    for (size_t left = 0; left < 1800; left += 23) {
        struct fixture card;
        open_filled(&card, "v1.0", "rsa1024", left);
        uint32_t used = card.card->state.files.used;
        enum card_result result = card_add_credential(card.card, &credential);
        struct key key;
        assert_true(result == CARD_OK || result == CARD_FULL);
        assert_int_equal(key_find(card.card, 2, &key), result == CARD_OK);
        assert_true(result == CARD_OK || card.card->state.files.used <= used);
        full += result == CARD_FULL;
        (void)card_power_on(card.card);
        assert_true(lists_are_sound(&card));
        fixture_close(&card);
    }
    assert_true(full > 10);
}

static void key_born_without_room_leaves_no_trace(void **state)
{
    unsigned full = 0;

    (void)state;
    for (size_t left = 0; left < 500; left += 31) {
        struct fixture card;
        struct key key;
        open_filled(&card, "v2.5", "p256", left);
        (void)say(&card, "00 20 00 01 06 31 32 33 34 35 36");
        unsigned sw = say(&card, "00 46 00 00 07 80 02 01 00 84 01 82 00");
        assert_true(sw == 0x9000 || sw == 0x6A84);
        assert_int_equal(key_find(card.card, 2, &key), sw == 0x9000);
        full += sw == 0x6A84;
        assert_true(lists_are_sound(&card));
        fixture_close(&card);
    }
    assert_true(full > 3);
}

static void order_that_does_not_fit_leaves_a_blank_card(void **state)
{
    static uint8_t large[FILES_HEAP];
    struct card_credential credential = {fixture_key("rsa1024"), bytes_of(large, sizeof large)};
    struct card_credential many[20];
    struct card_personal personal = fixture_personal(&credential, 20150601);
    struct fixture card;

    (void)state;
    for (size_t i = 0; i < 20; i++)
        many[i] = (struct card_credential){
            fixture_key("rsa1024"), {NULL, 0}
        };
    fixture_ports(&card);
    assert_int_equal(card_new(card_profile_find("v1.0"), NULL, &card.ports, &card.card), CARD_OK);
    assert_int_equal(card_personalise(card.card, &personal), CARD_FULL);
    assert_int_equal(look(&card).life, CARD_BLANK);
    personal.credentials = many;
    personal.credential_count = 20;
    assert_int_equal(card_personalise(card.card, &personal), CARD_FULL);
    personal.credential_count = 16;
    assert_int_equal(card_personalise(card.card, &personal), CARD_OK);
    assert_int_equal(card_add_credential(card.card, &many[0]), CARD_FULL);
    fixture_close(&card);
}

static void records_say_when_there_is_no_room(void **state)
{
    static const char *const makes[] = {"80 15 41 B0 03 42 42 20", "80 15 43 B0 03 42 42 20",
                                        "80 15 45 B0 02 42 42"};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct fixture card;
        uint8_t append[5 + 32] = {0x00, 0xE2, 0, 0, 32};
        uint8_t update[5 + 64] = {0x00, 0xDC, 1, 4, 64};
        open_filled(&card, "v1.0", "rsa1024", 80);
        (void)say(&card, PIN_V1);
        assert_int_equal(say(&card, makes[i]), 0x9000);
        assert_int_equal(say_bytes(&card, bytes_of(append, sizeof append)), 0x9000);
        assert_int_equal(say_bytes(&card, bytes_of(append, sizeof append)), 0x9000);
        assert_int_equal(say_bytes(&card, bytes_of(append, sizeof append)), 0x6A84);
        assert_int_equal(say_bytes(&card, bytes_of(update, sizeof update)),
                         i == 2 ? 0x6A84 : 0x6700);
        assert_int_equal(say(&card, "00 B2 03 04 00"), 0x6A83);
        fixture_close(&card);
    }
}

static void record_numbers_end_at_254(void **state)
{
    struct fixture card;
    unsigned taken = 0;

    (void)state;
    fixture_open(&card, "v1.0", "rsa1024", 20101231);
    (void)say(&card, PIN_V1);
    expect(&card, "80 15 45 B0 02 42 42", "9000");
    while (say(&card, "00 E2 00 00 01 AA") == 0x9000)
        taken++;
    assert_int_equal(taken, RECORDS_MOST);
    uint8_t large[5 + 255] = {0x00, 0xE2, 0, 0, 255};
    assert_int_equal(say_bytes(&card, bytes_of(large, sizeof large)), 0x6700);
    large[1] = 0xDC;
    large[2] = 1;
    large[3] = 4;
    assert_int_equal(say_bytes(&card, bytes_of(large, sizeof large)), 0x6700);
    assert_int_equal(say(&card, "00 B2 01 05 00"), 0x610A);
    fixture_close(&card);
}

static void public_keys_that_are_none_are_not_described(void **state)
{
    static const char *const wrong[] = {
        "", "30", "3000", "300430020500", "30073003060155 0300", "30 08 30 03 06 01 55 03 01 00",
        "30 0A 30 03 06 01 55 03 03 00 05 01", "30 0A 30 03 06 01 55 03 03 00 04 01",
        /* the right OID for RSA over no RSAPublicKey; a modulus of no bytes */
        "30 12 30 0B 06 09 2A864886F70D010101 03 03 00 05 00",
        "30 16 30 0B 06 09 2A864886F70D010101 03 07 00 30 04 02 00 02 00"};
    enum key_kind kind;
    struct bytes bare;
    uint16_t bits;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        uint8_t room[64];
        struct buf spki = buf_over(room, sizeof room);
        assert_true(hex_decode(wrong[i], &spki));
        assert_false(key_describe(buf_bytes(&spki), &kind, &bits, &bare));
    }
}

static void modulus_is_counted_in_bits(void **state)
{
    enum key_kind kind;
    struct bytes bare;
    uint16_t bits;
    uint8_t room[64];
    struct buf spki = buf_over(room, sizeof room);
    char name[9];

    (void)state;
    assert_true(hex_decode(
        "30 19 30 0B 06 09 2A864886F70D010101 03 0A 00 30 07 02 02 1F FF 02 01 03", &spki));
    assert_true(key_describe(buf_bytes(&spki), &kind, &bits, &bare));
    assert_int_equal(kind, KEY_RSA);
    assert_int_equal(bits, 13);
    key_name(KEY_EC, 384, name);
    assert_string_equal(name, "p384");
}

static void crypto_refuses_keys_and_inputs_of_the_wrong_kind(void **state)
{
    struct fixture card;
    uint8_t room[600];
    uint8_t mac[16];
    struct buf out = buf_over(room, sizeof room);
    struct buf none = buf_over(room, 0);
    struct bytes rsa = fixture_key("rsa1024");
    struct bytes ec = fixture_key("p256");
    struct bytes block = bytes_of(room, 128);

    (void)state;
    memset(room, 0xFF, sizeof room);
    fixture_ports(&card);
    struct crypto_port port = card.ports.crypto;
    void *self = port.context;
    assert_int_equal(port.rsa_raw(self, ec, block, &out), CRYPTO_BAD_KEY);
    assert_int_equal(port.rsa_raw(self, bytes_of(room, 40), block, &out), CRYPTO_BAD_KEY);
    assert_int_equal(port.rsa_raw(self, rsa, block, &out), CRYPTO_BAD_INPUT);
    assert_int_equal(port.rsa_raw(self, rsa, bytes_of(room, 3), &out), CRYPTO_BAD_INPUT);
    assert_int_equal(port.rsa_pss(self, ec, CRYPTO_SHA256, block, &out), CRYPTO_BAD_KEY);
    assert_int_equal(port.rsa_pss(self, rsa, CRYPTO_SHA256, bytes_of(room, 20), &out),
                     CRYPTO_BAD_INPUT);
    assert_int_equal(port.ecdsa(self, rsa, block, &out), CRYPTO_BAD_KEY);
    assert_int_equal(port.ecdsa(self, ec, bytes_of(room, 32), &none), CRYPTO_FAILED);
    assert_int_equal(port.public_of(self, bytes_of(room, 40), &out), CRYPTO_BAD_KEY);
    assert_int_equal(port.public_of(self, rsa, &none), CRYPTO_FAILED);
    assert_int_equal(port.generate(self, "dsa", &out), CRYPTO_FAILED);
    assert_int_equal(port.generate(self, "p256", &none), CRYPTO_FAILED);
    assert_int_equal(port.digest(self, CRYPTO_SHA1, block, &none), CRYPTO_FAILED);
    assert_int_equal(port.cmac(self, fixture_admin_key, bytes_of(room, 16), mac), CRYPTO_OK);
    assert_int_equal(out.size, 0);
    fixture_close(&card);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(key_that_does_not_fit_leaves_no_trace),
        cmocka_unit_test(key_born_without_room_leaves_no_trace),
        cmocka_unit_test(order_that_does_not_fit_leaves_a_blank_card),
        cmocka_unit_test(records_say_when_there_is_no_room),
        cmocka_unit_test(record_numbers_end_at_254),
        cmocka_unit_test(public_keys_that_are_none_are_not_described),
        cmocka_unit_test(modulus_is_counted_in_bits),
        cmocka_unit_test(crypto_refuses_keys_and_inputs_of_the_wrong_kind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
