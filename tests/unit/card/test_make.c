/* SPDX-License-Identifier: MIT */
/* Making cards and keys: what is taken, what is refused; snapshots. */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/card/fixture.h"
#include "tests/unit/card/verify.h"

#define PIN_V2 "00 20 00 01 06 31 32 33 34 35 36"

static int open_v26(void **state)
{
    static struct fixture fixture;

    fixture_open(&fixture, "v2.6", "p384", 20200601);
    *state = &fixture;
    return 0;
}

static int close_it(void **state)
{
    fixture_close(*state);
    return 0;
}

static void key_is_born_on_the_card_and_signs(void **state)
{
    static const uint8_t digest[32] = {1, 2, 3};
    struct fixture *card = *state;
    uint8_t command[5 + 32 + 1] = {0x00, 0x2A, 0x9E, 0x9A, 32};

    memcpy(command + 5, digest, sizeof digest);
    expect(card, "00 46 00 00 07 80 02 01 00 84 01 82 00", "6982");
    expect(card, PIN_V2, "9000");
    assert_int_equal(say(card, "00 46 00 00 07 80 02 01 00 84 01 82 00"), 0x9000);
    assert_int_equal(said(card).data[0], 0x7F);
    assert_int_equal(said(card).size, 3 + 2 + 65);
    uint8_t told[70];
    memcpy(told, said(card).data, sizeof told);
    assert_int_equal(say(card, "00 46 81 00 03 84 01 82 00"), 0x9000);
    assert_memory_equal(said(card).data, told, sizeof told);
    expect(card, "00 22 41 B6 06 80 01 A1 84 01 82", "9000");
    assert_int_equal(say_bytes(card, bytes_of(command, sizeof command)), 0x9000);
    assert_int_equal(said(card).size, 64);
    fixture_reopen(card);
    expect(card, PIN_V2, "9000");
    expect(card, "00 22 41 B6 06 80 01 A1 84 01 82", "9000");
    assert_int_equal(say_bytes(card, bytes_of(command, sizeof command)), 0x9000);
}

static void rsa_key_tells_modulus_and_exponent(void **state)
{
    struct fixture *card = *state;

    expect(card, PIN_V2, "9000");
    assert_int_equal(say(card, "00 46 00 00 07 80 02 04 00 84 01 82 00"), 0x9000);
    assert_int_equal(said(card).size, 4 + 3 + 128 + 2 + 3);
    expect(card, "00 22 41 B6 06 80 01 81 84 01 82", "9000");
    expect(card, "00 22 41 B6 06 80 01 80 84 01 82", "6A80");
    expect(card, "00 22 41 B8 06 80 01 80 84 01 82", "9000");
    expect(card, "00 22 41 B8 06 80 01 82 84 01 82", "6A80");
    expect(card, "00 22 41 B6 03 84 01 82", "9000");
    expect(card, "00 2A 9E 9A 00", "6985");
    expect(card, "00 2A 80 86 02 00 01 00", "6A80");
    expect(card, "00 2A 00 00 02 00 01 00", "6A86");
    expect(card, "00 22 41 B6 06 80 01 91 84 01 82", "9000");
    expect(card, "00 2A 9E 9A 02 00 01 00", "6A80");
}

static void generation_refuses_what_it_cannot_make(void **state)
{
    struct fixture *card = *state;

    expect(card, PIN_V2, "9000");
    expect(card, "00 46 00 00 07 80 02 01 00 84 01 81 00", "6A89");
    expect(card, "00 46 00 00 07 80 02 01 23 84 01 82 00", "6A80");
    expect(card, "00 46 00 00 07 80 02 10 00 84 01 82 00", "6A80");
    expect(card, "00 46 00 00 03 84 01 82 00", "6A80");
    expect(card, "00 46 00 00 06 80 01 01 84 01 82 00", "6A80");
    expect(card, "00 46 00 00 04 80 02 01 00 00", "6A80");
    expect(card, "00 46 00 00 07 80 02 01 00 84 01 80 00", "6A80");
    expect(card, "00 46 00 00 07 80 02 01 00 84 01 91 00", "6A80");
    expect(card, "00 46 81 00 03 84 01 8F 00", "6A88");
    expect(card, "00 46 01 00 03 84 01 81 00", "6A86");
}

static void environment_is_checked_when_it_is_set(void **state)
{
    struct fixture *card = *state;

    expect(card, "00 22 41 B6 06 80 01 A1 84 01 85", "6A88");
    expect(card, "00 22 41 B6 03 80 01 A1", "6A80");
    expect(card, "00 22 41 B6 07 80 02 A1 A1 84 01 81", "6A80");
    expect(card, "00 22 41 B6 06 80 01 55 84 01 81", "6A80");
    expect(card, "00 22 41 A4 06 80 01 A1 84 01 81", "6A86");
    expect(card, "00 22 81 B6 06 80 01 A1 84 01 81", "6A86");
    expect(card, "00 22 41 AA 03 80 01 05", "6A80");
    expect(card, "00 22 41 AA 03 81 01 02", "6A80");
    expect(card, PIN_V2, "9000");
    expect(card, "00 2A 90 80 03 61 62 63", "6985");
    expect(card, "00 2A 9E 9A 03 61 62 63 00", "6985");
    expect(card, "00 2A 80 86 03 61 62 63 00", "6985");
    expect(card, "00 22 41 AA 03 80 01 01", "9000");
    expect(card, "00 2A 90 80 03 61 62 63", "9000");
    expect(card, "00 22 41 B6 06 80 01 A1 84 01 81", "9000");
    assert_int_equal(say(card, "00 2A 9E 9A 00"), 0x9000);
    expect(card, "00 2A 80 86 03 61 62 63 00", "6A80");
}

static void full_card_takes_no_further_key_and_stays_whole(void **state)
{
    struct fixture *card = *state;
    struct card_credential credential = {fixture_key("p384"), fixture_certificate()};
    enum card_result result = CARD_OK;
    unsigned taken = 0;

    while (result == CARD_OK && taken < 100) {
        result = card_add_credential(card->card, &credential);
        taken += result == CARD_OK;
    }
    assert_int_equal(result, CARD_FULL);
    assert_true(taken >= 8);
    (void)card_power_on(card->card);
    expect(card, PIN_V2, "9000");
    expect(card, "00 22 41 B6 06 80 01 A1 84 01 81", "9000");
    for (unsigned fill = 0; fill < 20; fill++)
        (void)say(card, "00 46 00 00 07 80 02 01 00 84 01 90 00");
    fixture_reopen(card);
    expect(card, PIN_V2, "9000");
}

static void later_key_is_its_own(void **state)
{
    struct fixture *card = *state;
    struct card_credential credential = {
        fixture_key("rsa1024"), {NULL, 0}
    };
    uint8_t command[5 + 51 + 1] = {0x00, 0x2A, 0x9E, 0x9A, 51,   0x30, 0x31, 0x30,
                                   0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
                                   0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};

    assert_int_equal(card_add_credential(card->card, &credential), CARD_OK);
    (void)card_power_on(card->card);
    expect(card, PIN_V2, "9000");
    expect(card, "00 22 41 B6 06 80 01 82 84 01 82", "9000");
    assert_int_equal(say_bytes(card, bytes_of(command, sizeof command)), 0x9000);
    assert_true(
        verify_pkcs1(fixture_key("rsa1024"), "SHA256", bytes_of(command + 24, 32), said(card)));
    expect(card, "00 A4 08 00 04 3D 00 2F 11", "6A82");
    expect(card, "00 A4 08 00 04 3D 00 2F 21", "9000");
}

static void factory_refuses_malformed_orders(void **state)
{
    struct card_credential credential = {fixture_key("rsa1024"), fixture_certificate()};
    struct card_credential foreign = {fixture_key("p256"), fixture_certificate()};
    struct card_credential nonsense = {bytes_text("nonsense"), fixture_certificate()};
    struct card_personal good = fixture_personal(&credential, 20150601);
    struct card_personal bad[12];
    struct fixture card;

    (void)state;
    for (size_t i = 0; i < 12; i++)
        bad[i] = good;
    bad[0].serial = NULL;
    bad[1].serial = "0011";
    bad[2].serial = "00112233445566778899AAXX";
    bad[3].produced = 20150631;
    bad[4].holder_id = NULL;
    bad[5].holder_id = "12345678901234567";
    bad[6].pin = bytes_text("12");
    bad[7].pin = bytes_text("12345a");
    bad[8].puk = bytes_text("1234567");
    bad[9].credential_count = 0;
    bad[10].credentials = &foreign;
    bad[11].credentials = &nonsense;
    fixture_ports(&card);
    assert_int_equal(card_new(NULL, NULL, &card.ports, &card.card), CARD_BAD_ARGUMENT);
    assert_int_equal(card_new(card_profile_find("v1.0"), NULL, &card.ports, &card.card), CARD_OK);
    (void)card_power_on(card.card);
    expect(&card, "00 20 00 80", "6985");
    expect(&card, "00 A4 00 00", "6A82");
    assert_int_equal(card_add_credential(card.card, &credential), CARD_BAD_ARGUMENT);
    for (size_t i = 0; i < 12; i++) {
        assert_int_equal(card_personalise(card.card, &bad[i]), CARD_BAD_ARGUMENT);
        assert_int_equal(look(&card).life, CARD_BLANK);
    }
    assert_int_equal(card_personalise(card.card, &good), CARD_OK);
    assert_int_equal(card_personalise(card.card, &good), CARD_BAD_ARGUMENT);
    fixture_close(&card);
}

static void restored_card_is_what_it_was(void **state)
{
    struct fixture *card = *state;
    struct fixture fork;
    uint8_t *room = malloc(card_snapshot_size(card->card));
    struct buf snapshot = buf_over(room, card_snapshot_size(card->card));
    struct buf small = buf_over(room, card_snapshot_size(card->card) - 1);

    assert_false(card_snapshot(card->card, &small));
    expect(card, PIN_V2, "9000");
    assert_true(card_snapshot(card->card, &snapshot));
    expect(card, "00 20 00 01 06 39 39 39 39 39 39", "63C2");
    assert_int_equal(say(card, "00 46 00 00 07 80 02 01 00 84 01 82 00"), 0x6982);
    assert_int_equal(card_restore(card->card, buf_bytes(&snapshot)), CARD_OK);
    assert_true(look(card).pin_verified);
    assert_int_equal(look(card).pin_tries, 3);
    fixture_reopen(card);
    assert_int_equal(look(card).pin_tries, 3);
    fixture_ports(&fork);
    assert_int_equal(card_new(card_profile_find("v1.0"), NULL, &fork.ports, &fork.card), CARD_OK);
    assert_int_equal(card_restore(fork.card, buf_bytes(&snapshot)), CARD_OK);
    fixture_reopen(&fork);
    assert_string_equal(look(&fork).profile, "v2.6");
    expect(&fork, PIN_V2, "9000");
    assert_int_equal(card_restore(fork.card, bytes_text("no snapshot")), CARD_BAD_ARGUMENT);
    assert_int_equal(card_restore(fork.card, bytes_of(room, 40)), CARD_BAD_ARGUMENT);
    room[0] ^= 1;
    assert_int_equal(card_restore(fork.card, buf_bytes(&snapshot)), CARD_BAD_ARGUMENT);
    fixture_close(&fork);
    free(room);
}

static void chain_ends_with_another_command_or_too_much(void **state)
{
    struct fixture *card = *state;
    uint8_t piece[5 + 255] = {0x10, 0x2A, 0x90, 0x80, 255};
    unsigned sw = 0x9000;

    expect(card, PIN_V2, "9000");
    expect(card, "10 2A 9E 9A 02 00 01", "9000");
    expect(card, "00 20 00 01", "6883");
    expect(card, "10 2A 9E 9A 02 00 01", "9000");
    expect(card, "00 2A 90 80 02 00 01", "6883");
    expect(card, "00 99 00 00", "6D00");
    for (unsigned i = 0; i < 9 && sw == 0x9000; i++)
        sw = say_bytes(card, bytes_of(piece, sizeof piece));
    assert_int_equal(sw, 0x6700);
    expect(card, PIN_V2, "9000");
}

#define V26(test) cmocka_unit_test_setup_teardown(test, open_v26, close_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        V26(key_is_born_on_the_card_and_signs),
        V26(rsa_key_tells_modulus_and_exponent),
        V26(generation_refuses_what_it_cannot_make),
        V26(environment_is_checked_when_it_is_set),
        V26(full_card_takes_no_further_key_and_stays_whole),
        V26(later_key_is_its_own),
        cmocka_unit_test(factory_refuses_malformed_orders),
        V26(restored_card_is_what_it_was),
        V26(chain_ends_with_another_command_or_too_much),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
