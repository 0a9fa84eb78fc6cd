/* SPDX-License-Identifier: MIT */
/* What the private keys do, checked by OpenSSL as any verifier would. */
#include <string.h>

#include "sim/base/hex.h"
#include "tests/unit/card/fixture.h"
#include "tests/unit/card/verify.h"

#define PIN_V1 "00 20 00 80 06 31 32 33 34 35 36"
#define PIN_V2 "00 20 00 01 06 31 32 33 34 35 36"

static const uint8_t digest[64] = {0xD1, 0x6E, 0x57, 0x01, 0x02, 0x03};
static const uint8_t sha256_info[] = {0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                      0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};

static int close_it(void **state)
{
    fixture_close(*state);
    return 0;
}

static int open_v1(void **state)
{
    static struct fixture fixture;

    fixture_open(&fixture, "v1.0", "rsa2048", 20101231);
    *state = &fixture;
    return 0;
}

static int open_v2(void **state)
{
    static struct fixture fixture;

    fixture_open(&fixture, "v2.2.8", "rsa2048", 20150601);
    *state = &fixture;
    return 0;
}

static int open_ec(void **state)
{
    static struct fixture fixture;

    fixture_open(&fixture, "v2.5", "p384", 20200601);
    *state = &fixture;
    return 0;
}

/* DigestInfo over the 32 bytes of `digest`. */
static struct bytes info(void)
{
    static uint8_t room[sizeof sha256_info + 32];

    memcpy(room, sha256_info, sizeof sha256_info);
    memcpy(room + sizeof sha256_info, digest, 32);
    return bytes_of(room, sizeof room);
}

static void v1_signs_a_digest_info(void **state)
{
    uint8_t room[512];
    struct buf signature = buf_over(room, sizeof room);

    expect(*state, PIN_V1, "9000");
    expect(*state, "00 22 C3 01", "9000");
    assert_int_equal(say_long(*state, "00 2A 9E 9A", info(), &signature), 0x9000);
    assert_int_equal(signature.size, 256);
    assert_true(verify_pkcs1(fixture_key("rsa2048"), "SHA256", bytes_of(digest, 32),
                             buf_bytes(&signature)));
}

static void v1_signs_a_whole_block_in_two_pieces(void **state)
{
    struct fixture *card = *state;
    uint8_t block[256];
    uint8_t room[512];
    struct buf signature = buf_over(room, sizeof room);

    memset(block, 0xFF, sizeof block);
    block[0] = 0;
    block[1] = 1;
    block[256 - 51 - 1] = 0;
    memcpy(block + 256 - 51, info().data, 51);
    expect(card, PIN_V1, "9000");
    expect(card, "00 22 C3 01", "9000");
    assert_int_equal(say_long(card, "00 2A 9E 9A", bytes_of(block, 256), &signature), 0x9000);
    assert_true(verify_pkcs1(fixture_key("rsa2048"), "SHA256", bytes_of(digest, 32),
                             buf_bytes(&signature)));
}

static void v1_answers_244_bytes_and_then_the_rest(void **state)
{
    struct fixture *card = *state;
    uint8_t command[5 + 51 + 1] = {0x00, 0x2A, 0x9E, 0x9A, 51};

    memcpy(command + 5, info().data, 51);
    command[56] = 0xF4;
    expect(card, PIN_V1, "9000");
    expect(card, "00 22 C3 01", "9000");
    assert_int_equal(say_bytes(card, bytes_of(command, sizeof command)), 0x610C);
    assert_int_equal(said(card).size, 244);
    assert_int_equal(say(card, "00 C0 00 00 0C"), 0x9000);
    assert_int_equal(said(card).size, 12);
    expect(card, "00 C0 00 00 00", "6985");
}

static void signing_needs_the_pin(void **state)
{
    struct fixture *card = *state;

    expect(card, "00 22 C3 01", "9000");
    expect(card, "10 2A 9E 9A 02 00 01", "6982");
    expect(card, "00 2A 9E 9A 02 00 01 00", "6982");
    expect(card, PIN_V1, "9000");
    (void)card_power_on(card->card);
    expect(card, "00 22 C3 01", "9000");
    expect(card, "00 2A 9E 9A 02 00 01 00", "6982");
}

static void missing_key_is_6a88(void **state)
{
    expect(*state, "00 22 C3 02", "6A88");
    expect(*state, PIN_V1, "9000");
    expect(*state, "00 2A 9E 9A 02 00 01 00", "6985");
}

static void v1_deciphers(void **state)
{
    struct fixture *card = *state;
    uint8_t room[257] = {0};
    struct buf cipher = buf_over(room + 1, 256);
    uint8_t plain_room[256];
    struct buf plain = buf_over(plain_room, sizeof plain_room);

    assert_int_equal(encrypt_for(fixture_key("rsa2048"), bytes_text("merhaba"), &cipher), 256);
    expect(card, PIN_V1, "9000");
    expect(card, "00 22 C3 01", "9000");
    assert_int_equal(say_long(card, "00 2A 80 86", bytes_of(room, 257), &plain), 0x9000);
    assert_true(bytes_equal(buf_bytes(&plain), bytes_text("merhaba")));
}

static void v2_signs_pss(void **state)
{
    uint8_t room[512];
    struct buf signature = buf_over(room, sizeof room);

    expect(*state, PIN_V2, "9000");
    expect(*state, "00 22 41 B6 06 80 01 91 84 01 81", "9000");
    assert_int_equal(say_long(*state, "00 2A 9E 9A", bytes_of(digest, 32), &signature), 0x9000);
    assert_true(
        verify_pss(fixture_key("rsa2048"), "SHA256", bytes_of(digest, 32), buf_bytes(&signature)));
}

static void v2_signs_pkcs1(void **state)
{
    uint8_t room[512];
    struct buf signature = buf_over(room, sizeof room);

    expect(*state, PIN_V2, "9000");
    expect(*state, "00 22 41 B6 06 80 01 82 84 01 81", "9000");
    assert_int_equal(say_long(*state, "00 2A 9E 9A", info(), &signature), 0x9000);
    assert_true(verify_pkcs1(fixture_key("rsa2048"), "SHA256", bytes_of(digest, 32),
                             buf_bytes(&signature)));
}

static void v2_hashes_and_signs_on_the_card(void **state)
{
    static const uint8_t of_abc[32] = {0xBA, 0x78, 0x16, 0xBF, 0x8F, 0x01, 0xCF, 0xEA,
                                       0x41, 0x41, 0x40, 0xDE, 0x5D, 0xAE, 0x22, 0x23,
                                       0xB0, 0x03, 0x61, 0xA3, 0x96, 0x17, 0x7A, 0x9C,
                                       0xB4, 0x10, 0xFF, 0x61, 0xF2, 0x00, 0x15, 0xAD};
    struct fixture *card = *state;

    expect(card, PIN_V2, "9000");
    expect(card, "00 22 41 AA 03 80 01 02", "9000");
    expect(card, "00 2A 90 80 03 61 62 63", "9000");
    expect(card, "00 22 41 B6 06 80 01 91 84 01 81", "9000");
    assert_int_equal(say(card, "00 2A 9E 9A 00"), 0x9000);
    assert_true(verify_pss(fixture_key("rsa2048"), "SHA256", bytes_of(of_abc, 32), said(card)));
    expect(card, "00 2A 9E 9A 00", "6985");
    expect(card, "00 2A 90 80 03 61 62 63", "9000");
    expect(card, "00 22 41 B6 06 80 01 82 84 01 81", "9000");
    assert_int_equal(say(card, "00 2A 9E 9A 00"), 0x9000);
    assert_true(verify_pkcs1(fixture_key("rsa2048"), "SHA256", bytes_of(of_abc, 32), said(card)));
}

/* What an independent reader of such cards sends, byte for byte. */
static void independent_v2_sequence_runs(void **state)
{
    struct fixture *card = *state;
    struct bytes certificate = fixture_certificate();
    size_t at = 0;

    expect(card, "00 A4 00 00 02 3F 00", "9000");
    expect(card, "00 A4 01 00 02 3D 00", "9000");
    expect(card, "00 A4 02 00 02 2F 10", "9000");
    do {
        uint8_t read[5] = {0x00, 0xB0, (uint8_t)(at >> 8), (uint8_t)at, 0xD0};
        unsigned sw = say_bytes(card, bytes_of(read, 5));
        assert_true(sw == 0x9000 || sw == 0x6282);
        assert_true(bytes_equal(said(card), bytes_slice(certificate, at, 0xD0)));
        at += said(card).size;
    } while (said(card).size == 0xD0);
    assert_int_equal(at, certificate.size);
    expect(card, "00 A4 02 00 02 2F 11", "6A82");
    expect(card, PIN_V2, "9000");
    expect(card, "00 22 41 AA 03 80 01 02", "9000");
    expect(card, "00 2A 90 80 03 61 62 63", "9000");
    expect(card, "00 22 41 B6 06 80 01 91 84 01 81", "9000");
    assert_int_equal(say(card, "00 2A 9E 9A 00"), 0x9000);
    assert_int_equal(said(card).size, 256);
    expect(card, "80 1D 00 00 00", "50 31 50 32 44 01 44 02 44 03 44 04 2F 20 2F 10 9000");
    expect(card, "80 1D 00 01 00", "9000");
}

static void every_hash_the_card_makes_is_signed_under_its_own_name(void **state)
{
    static const struct {
        const char *choose;
        const char *name;
        enum crypto_hash hash;
    } hashes[] = {
        {"00 22 41 AA 03 80 01 01", "SHA1",   CRYPTO_SHA1  },
        {"00 22 41 AA 03 80 01 03", "SHA384", CRYPTO_SHA384},
        {"00 22 41 AA 03 80 01 04", "SHA512", CRYPTO_SHA512},
    };
    struct fixture *card = *state;
    const struct crypto_port *crypto = &card->ports.crypto;

    expect(card, PIN_V2, "9000");
    expect(card, "00 22 41 B6 06 80 01 82 84 01 81", "9000");
    for (size_t i = 0; i < 3; i++) {
        uint8_t room[64];
        struct buf of_abc = buf_over(room, sizeof room);
        assert_int_equal(
            crypto->digest(crypto->context, hashes[i].hash, bytes_text("abc"), &of_abc), CRYPTO_OK);
        expect(card, hashes[i].choose, "9000");
        expect(card, "00 2A 90 80 03 61 62 63", "9000");
        assert_int_equal(say(card, "00 2A 9E 9A 00"), 0x9000);
        assert_true(
            verify_pkcs1(fixture_key("rsa2048"), hashes[i].name, buf_bytes(&of_abc), said(card)));
    }
}

static void v1_knows_no_templates_and_no_hash(void **state)
{
    expect(*state, "00 22 41 B6", "6A86");
    expect(*state, "00 22 C3 01 01 00", "6A86");
    expect(*state, PIN_V1, "9000");
    expect(*state, "00 2A 90 80 01 00", "6A86");
    expect(*state, "00 22 C3 01", "9000");
    expect(*state, "00 2A 9E 9A 00", "6985");
    expect(*state, "00 2A 80 86 03 00 01 02 00", "6A80");
}

static void v2_signs_ecdsa_raw_r_and_s(void **state)
{
    struct fixture *card = *state;
    uint8_t command[5 + 48 + 1] = {0x00, 0x2A, 0x9E, 0x9A, 48};

    memcpy(command + 5, digest, 48);
    expect(card, PIN_V2, "9000");
    expect(card, "00 22 41 B6 06 80 01 91 84 01 81", "6A80");
    expect(card, "00 22 41 B6 06 80 01 A1 84 01 81", "9000");
    assert_int_equal(say_bytes(card, bytes_of(command, sizeof command)), 0x9000);
    assert_int_equal(said(card).size, 96);
    assert_true(verify_ecdsa(fixture_key("p384"), bytes_of(digest, 48), said(card)));
}

#define V1(test) cmocka_unit_test_setup_teardown(test, open_v1, close_it)
#define V2(test) cmocka_unit_test_setup_teardown(test, open_v2, close_it)
#define EC(test) cmocka_unit_test_setup_teardown(test, open_ec, close_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        V1(v1_signs_a_digest_info),
        V1(v1_signs_a_whole_block_in_two_pieces),
        V1(v1_answers_244_bytes_and_then_the_rest),
        V1(signing_needs_the_pin),
        V1(missing_key_is_6a88),
        V1(v1_deciphers),
        V2(v2_signs_pss),
        V2(v2_signs_pkcs1),
        V2(v2_hashes_and_signs_on_the_card),
        V2(independent_v2_sequence_runs),
        V2(every_hash_the_card_makes_is_signed_under_its_own_name),
        V1(v1_knows_no_templates_and_no_hash),
        EC(v2_signs_ecdsa_raw_r_and_s),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
