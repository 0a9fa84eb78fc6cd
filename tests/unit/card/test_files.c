/* SPDX-License-Identifier: MIT */
/* Files on the card: made, written, read, listed, deleted; and who may. */
#include <string.h>

#include "card/profiles/profile.h"
#include "sim/base/hex.h"
#include "tests/unit/card/fixture.h"

#define PIN_V1      "00 20 00 80 06 31 32 33 34 35 36"
#define PIN_V2      "00 20 00 01 06 31 32 33 34 35 36"
#define APPLICATION "00 A4 08 00 02 3D 00"

static int close_it(void **state)
{
    fixture_close(*state);
    return 0;
}

static int open_v1(void **state)
{
    static struct fixture fixture;

    fixture_open(&fixture, "v1.0", "rsa1024", 20101231);
    *state = &fixture;
    return 0;
}

static int open_v2(void **state)
{
    static struct fixture fixture;

    fixture_open(&fixture, "v2.5", "p256", 20150601);
    *state = &fixture;
    return 0;
}

static void files_are_selected_by_every_way_there_is(void **state)
{
    struct fixture *card = *state;

    expect(card, "00 A4 08 00 04 3F 00 2F 00 00",
           "6F 0E 80 02 00 1C 82 01 01 83 02 2F 00 90 01 16 9000");
    expect(card, "00 A4 08 00 02 2F 00 00", "6F 0E 80 02 00 1C 82 01 01 83 02 2F 00 90 01 16 9000");
    expect(card, "00 A4 00 00 02 3F 00 00", "6F 0A 82 01 38 83 02 3F 00 90 01 02 9000");
    expect(card, "00 A4 00 00", "9000");
    expect(card, "00 A4 01 00 02 3D 00", "9000");
    expect(card, "00 A4 03 00", "9000");
    expect(card, "00 A4 00 00 02 3D 00 00",
           "6F 18 82 01 38 83 02 3D 00 84 0C A000000063504B43532D3135 90 01 02 9000");
    expect(card, "00 A4 02 00 02 50 31", "9000");
    expect(card, "00 A4 00 00 02 3D 00", "9000");
    expect(card, "00 A4 09 00 02 50 32", "9000");
    expect(card, "00 A4 00 00 02 3F 00", "9000");
    expect(card, "00 A4 04 00 0C A000000063504B43532D3135", "9000");
    expect(card, "00 A4 02 00 02 2F 10", "9000");
}

static void what_is_not_there_or_of_the_wrong_kind_is_6a82(void **state)
{
    const char *const wrong[] = {
        "00 A4 00 00 02 2F 00",       "00 A4 02 00 02 3D 00",       "00 A4 02 00 02 99 99",
        "00 A4 08 00 04 3D 00 99 99", "00 A4 08 00 04 2F 00 50 31", "00 A4 08 00 03 3F 00 2F",
        "00 A4 00 00 01 3F",          "00 A4 05 00 02 3F 00",       "00 A4 04 00 05 A000000063",
        "00 A4 08 00 04 3D 00 2F 30", "00 A4 01 00 02 2F 00",       "00 A4 08 00"};

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        expect(*state, wrong[i], "6A82");
    expect(*state, "00 A4 00 01 02 3F 00", "6A86");
}

static void partial_names_and_short_identifiers_are_v2s(void **state)
{
    struct fixture *card = *state;

    expect(card, "00 A4 04 00 05 A000000063", "9000");
    assert_int_equal(say(card, "00 B0 91 00 10"), 0x9000);
    assert_int_equal(said(card).data[0], 0xA8);
    expect(card, "00 B0 00 00 02", "A8 0A 9000");
    expect(card, "00 B0 8D 00 02", "6A82");
    expect(card, "00 B0 F1 00 02", "6A86");
}

static void certificate_is_read_without_pin_and_in_pieces(void **state)
{
    struct fixture *card = *state;
    struct bytes certificate = fixture_certificate();

    expect(card, APPLICATION, "9000");
    expect(card, "00 A4 02 00 02 2F 10", "9000");
    for (size_t at = 0; at < certificate.size; at += 0xD0) {
        uint8_t command[5] = {0x00, 0xB0, (uint8_t)(at >> 8), (uint8_t)at, 0xD0};
        struct bytes part = bytes_slice(certificate, at, 0xD0);
        assert_int_equal(say_bytes(card, bytes_of(command, 5)),
                         part.size == 0xD0 ? 0x9000 : 0x6282);
        assert_true(bytes_equal(said(card), part));
    }
    expect(card, "00 B0 02 BC 01", "6282");
    expect(card, "00 B0 02 BC 00", "6282"); /* else who reads on until the end never meets it */
    expect(card, "00 B0 02 BD 01", "6B00");
}

static void reading_needs_a_current_transparent_file(void **state)
{
    expect(*state, "00 B0 00 00 01", "6986");
    expect(*state, "00 D6 00 00 01 00", "6986");
    expect(*state, "00 B2 01 04 01", "6986");
    expect(*state, APPLICATION, "9000");
    expect(*state, "00 B0 00 00 01", "6986");
    expect(*state, "00 A4 02 00 02 2F 10", "9000");
    expect(*state, "00 B2 01 04 01", "6981");
    expect(*state, "00 B0 91 00 01", "6A86");
}

static void factory_files_are_not_the_holders_to_write_or_delete(void **state)
{
    expect(*state, PIN_V1, "9000");
    expect(*state, APPLICATION, "9000");
    expect(*state, "00 A4 02 00 02 50 31", "9000");
    expect(*state, "00 D6 00 00 01 00", "6982");
    expect(*state, "00 D0 00 00 01 00", "6982");
    expect(*state, "80 16 02 00 02 50 31", "6982");
    expect(*state, "80 16 08 00 02 3D 00", "6982");
    expect(*state, "80 16 08 00 02 3F 00", "6A82");
    expect(*state, "80 16 02 00 02 99 99", "6A82");
    expect(*state, "80 16 03 00 02 50 31", "6A86");
    expect(*state, "80 16 02 00 02 2F 10", "9000");
    expect(*state, "00 A4 02 00 02 2F 10", "6A82");
}

static void holder_makes_writes_reads_and_deletes_a_file(void **state)
{
    struct fixture *card = *state;

    expect(card, "80 15 80 B0 02 42 42", "6982");
    expect(card, PIN_V1, "9000");
    expect(card, APPLICATION, "9000");
    expect(card, "80 15 80 B0 02 42 42", "9000");
    expect(card, "80 15 80 B0 02 42 42", "6A89");
    expect(card, "00 B0 00 00 05", "6282");
    expect(card, "00 D6 00 00 05 48 65 6C 6C 6F", "9000");
    expect(card, "00 D6 00 06 01 21", "6B00");
    expect(card, "00 D6 00 05 01 21", "9000");
    expect(card, "00 B0 00 00 06", "48 65 6C 6C 6F 21 9000");
    expect(card, "00 D0 00 01 01 12", "9000");
    expect(card, "00 B0 00 00 00", "48 77 6C 6C 6F 21 9000");
    fixture_reopen(card);
    expect(card, "00 A4 08 00 04 3D 00 42 42 00",
           "6F 0E 80 02 00 06 82 01 01 83 02 42 42 90 01 02 9000");
    expect(card, "00 B0 00 00 06", "6982");
    expect(card, "00 D6 00 00 01 00", "6982");
    expect(card, "80 16 02 00 02 42 42", "6982");
    expect(card, PIN_V1, "9000");
    expect(card, "80 16 02 00 02 42 42", "9000");
    expect(card, "00 A4 02 00 02 42 42", "6A82");
    fixture_reopen(card);
    expect(card, "00 A4 08 00 04 3D 00 42 42", "6A82");
}

static void directories_nest_and_go_with_what_is_in_them(void **state)
{
    struct fixture *card = *state;

    expect(card, PIN_V1, "9000");
    expect(card, "80 10 00 B0 02 55 55", "9000");
    expect(card, "80 10 00 B0 02 56 56", "9000");
    expect(card, "80 15 80 B4 02 42 42", "9000");
    expect(card, "00 D6 00 00 02 01 02", "9000");
    expect(card, "00 A4 08 00 06 55 55 56 56 42 42", "9000");
    expect(card, "80 16 08 00 02 55 55", "9000");
    expect(card, "00 A4 08 00 02 55 55", "6A82");
    expect(card, "80 18 00 00 14", "2F 2F00 01 001C 16 00000000000000000000000000 6114");
    expect(card, "80 10 00 B0 02 3F 00", "6A80");
    expect(card, "80 10 01 B0 02 55 55", "6A86");
    expect(card, "80 10 00 B0 03 55 55 55", "6700");
}

static void full_card_says_so_and_stays_whole(void **state)
{
    struct fixture *card = *state;
    uint8_t command[5 + 250] = {0x00, 0xD6, 0, 0, 250};
    unsigned sw = 0x9000;
    size_t at = 0;

    expect(card, PIN_V1, "9000");
    expect(card, "80 15 80 B0 02 42 42", "9000");
    while (sw == 0x9000) {
        command[2] = (uint8_t)(at >> 8);
        command[3] = (uint8_t)at;
        sw = say_bytes(card, bytes_of(command, sizeof command));
        at += 250;
    }
    assert_int_equal(sw, 0x6A84);
    assert_true(at > 16000);
    fixture_reopen(card);
    expect(card, PIN_V1, "9000");
    expect(card, "80 16 08 00 02 42 42", "9000");
    for (unsigned fid = 0; fid < 64; fid++) {
        uint8_t create[7] = {0x80, 0x15, 0x80, 0xB0, 2, 0x60, (uint8_t)fid};
        sw = say_bytes(card, bytes_of(create, sizeof create));
        if (sw != 0x9000)
            break;
    }
    assert_int_equal(sw, 0x6A84);
}

static void directory_lists_files_but_no_keys(void **state)
{
    struct fixture *card = *state;

    expect(card, APPLICATION, "9000");
    assert_int_equal(say(card, "80 18 00 00 00"), 0x9000);
    assert_int_equal(said(card).size % 20, 0);
    for (size_t i = 0; i < said(card).size; i += 20) {
        assert_int_equal(said(card).data[i], 0x2F);
        assert_true(said(card).data[i + 1] != 0x2F || said(card).data[i + 2] < 0x30);
    }
    expect(card, "80 18 01 00 00", "6A86");
}

static void v2_lists_efs_and_dfs(void **state)
{
    expect(*state, "80 1D 00 00 00", "2F 00 9000");
    expect(*state, "80 1D 00 01 00", "3D 00 9000");
    expect(*state, "80 1D 00 02 00", "6A86");
}

static void fixed_records(void **state)
{
    struct fixture *card = *state;

    expect(card, PIN_V1, "9000");
    expect(card, "80 15 41 B4 03 42 42 00", "6A80");
    expect(card, "80 15 41 B4 02 42 42", "6700");
    expect(card, "80 15 99 B4 02 42 42", "6A86");
    expect(card, "80 15 41 B4 03 42 42 03", "9000");
    expect(card, "00 E2 00 00 03 01 02 03", "9000");
    expect(card, "00 E2 00 00 03 04 05 06", "9000");
    expect(card, "00 E2 00 00 02 04 05", "6700");
    expect(card, "00 E2 01 00 03 04 05 06", "6A86");
    expect(card, "00 B2 01 04 03", "01 02 03 9000");
    expect(card, "00 B2 02 04 00", "04 05 06 9000");
    expect(card, "00 B2 03 04 03", "6A83");
    expect(card, "00 B2 00 00 03", "01 02 03 9000");
    expect(card, "00 B2 00 02 03", "04 05 06 9000");
    expect(card, "00 B2 00 04 03", "04 05 06 9000");
    expect(card, "00 B2 00 02 03", "6A83");
    expect(card, "00 B2 00 03 03", "01 02 03 9000");
    expect(card, "00 B2 00 01 03", "04 05 06 9000");
    expect(card, "00 B2 01 05 06", "01 02 03 04 05 06 9000");
    expect(card, "00 B2 01 06 03", "6A86");
    expect(card, "00 B2 01 0C 03", "6A86");
    expect(card, "00 DC 02 04 03 07 08 09", "9000");
    expect(card, "00 DC 02 04 02 07 08", "6700");
    expect(card, "00 DC 02 05 03 07 08 09", "6A86");
    expect(card, "00 DC 03 04 03 07 08 09", "6A83");
    expect(card, "00 D2 02 04 03 F0 00 00", "9000");
    expect(card, "00 D2 03 04 03 F0 00 00", "6A83");
    expect(card, "00 B2 02 04 03", "F7 08 09 9000");
    expect(card, "00 B0 00 00 03", "6981");
    fixture_reopen(card);
    expect(card, "00 A4 08 00 02 42 42 00",
           "6F 11 80 02 00 06 82 04 02 41 00 03 83 02 42 42 90 01 16 9000");
    expect(card, "00 B2 02 04 03", "F7 08 09 9000");
    expect(card, "00 DC 02 04 03 07 08 09", "6982");
    expect(card, "00 E2 00 00 03 07 08 09", "6982");
    expect(card, "00 D2 02 04 03 07 08 09", "6982");
}

static void variable_records(void **state)
{
    struct fixture *card = *state;

    expect(card, PIN_V1, "9000");
    expect(card, "80 15 45 B0 02 42 42", "9000");
    expect(card, "00 E2 00 00 03 01 02 03", "9000");
    expect(card, "00 E2 00 00 01 AA", "9000");
    expect(card, "00 E2 00 00 02 BB BB", "9000");
    expect(card, "00 DC 02 04 05 10 11 12 13 14", "9000");
    expect(card, "00 B2 01 05 00", "01 02 03 10 11 12 13 14 BB BB 9000");
    expect(card, "00 DC 01 04 01 FF", "9000");
    expect(card, "00 B2 01 04 00", "FF 9000");
    expect(card, "00 B2 03 04 00", "BB BB 9000");
    expect(card, "00 A4 02 00 02 42 42", "9000");
    expect(card, "00 B2 00 03 00", "BB BB 9000");
    (void)card_power_on(card->card);
    expect(card, "00 A4 02 00 02 42 42", "9000");
    expect(card, "00 B2 01 04 00", "6982");
}

static void cyclic_records_keep_the_newest_sixteen(void **state)
{
    struct fixture *card = *state;

    expect(card, PIN_V1, "9000");
    expect(card, "80 15 43 B0 03 42 42 01", "9000");
    for (unsigned i = 1; i <= 18; i++) {
        uint8_t append[6] = {0x00, 0xE2, 0, 0, 1, (uint8_t)i};
        assert_int_equal(say_bytes(card, bytes_of(append, 6)), 0x9000);
    }
    expect(card, "00 B2 01 04 01", "12 9000");
    expect(card, "00 B2 10 04 01", "03 9000");
    expect(card, "00 B2 11 04 01", "6A83");
    expect(card, "00 E2 00 00 02 00 00", "6700");
}

static void administration_opens_the_phase_and_the_factory_files(void **state)
{
    struct fixture *card = *state;

    expect(card, "80 09 00 02", "6982");
    expect(card, "00 CA 01 04 0A", "000000000000A5000000 9000");
    assert_int_equal(authenticate(card, 2, "AKIS-ADMIN"), 0x9000);
    expect(card, "80 09 00 02", "9000");
    expect(card, "00 CA 01 04 0A", "000000000000A0000000 9000");
    fixture_reopen(card);
    expect(card, "00 CA 01 04 0A", "000000000000A0000000 9000");
    expect(card, APPLICATION, "9000");
    expect(card, "00 A4 02 00 02 2F 10", "9000");
    expect(card, "00 D6 00 00 01 30", "9000");
    expect(card, "80 09 00 03", "6A86");
    expect(card, "80 09 00 01", "9000");
    expect(card, "00 D6 00 00 01 30", "6982");
}

static void identity_has_date_and_serial(void **state)
{
    struct fixture *card = *state;

    assert_int_equal(say(card, "00 CA 01 06 4D"), 0x9000);
    assert_int_equal(said(card).size, 0x4D);
    assert_memory_equal(said(card).data, "20101231", 8);
    assert_int_equal(said(card).data[55], 0x00);
    assert_int_equal(said(card).data[66], 0xBB);
    expect(card, "00 CA 01 07 00", "6A88");
}

static void card_proves_itself(void **state)
{
    struct fixture *card = *state;

    assert_int_equal(say(card, "00 88 00 01 10 00000000000000000000000000000000 10"), 0x9000);
    assert_int_equal(said(card).size, 16);
    expect(card, "00 88 00 01 0F 000000000000000000000000000000 10", "6700");
    expect(card, "00 88 00 02 10 00000000000000000000000000000000 10", "6A86");
}

static void classes_instructions_and_shapes_are_checked_in_order(void **state)
{
    expect(*state, "20 20 00 80", "6E00");
    expect(*state, "00 99 00 00", "6D00");
    expect(*state, "80 20 00 80", "6E00");
    expect(*state, "00 1A 00 00", "6E00");
    expect(*state, "80 1D 00 00 00", "6D00");
    expect(*state, "00 24 02 00", "6700");
    expect(*state, "00 20", "6700");
    expect(*state, "10 20 00 80 01 31", "6884");
    expect(*state, "00 84 00 01 10", "6A86");
    expect(*state, "00 C0 00 01 10", "6A86");
    expect(*state, "80 1A 00 01", "6A86");
}

#define V1(test) cmocka_unit_test_setup_teardown(test, open_v1, close_it)
#define V2(test) cmocka_unit_test_setup_teardown(test, open_v2, close_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        V1(files_are_selected_by_every_way_there_is),
        V1(what_is_not_there_or_of_the_wrong_kind_is_6a82),
        V2(partial_names_and_short_identifiers_are_v2s),
        V1(certificate_is_read_without_pin_and_in_pieces),
        V1(reading_needs_a_current_transparent_file),
        V1(factory_files_are_not_the_holders_to_write_or_delete),
        V1(holder_makes_writes_reads_and_deletes_a_file),
        V1(directories_nest_and_go_with_what_is_in_them),
        V1(full_card_says_so_and_stays_whole),
        V1(directory_lists_files_but_no_keys),
        V2(v2_lists_efs_and_dfs),
        V1(fixed_records),
        V1(variable_records),
        V1(cyclic_records_keep_the_newest_sixteen),
        V1(administration_opens_the_phase_and_the_factory_files),
        V1(identity_has_date_and_serial),
        V1(card_proves_itself),
        V1(classes_instructions_and_shapes_are_checked_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
