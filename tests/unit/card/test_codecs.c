/* SPDX-License-Identifier: MIT */
/* The codecs of ISO/IEC 7816: shapes, lengths, tags, check bytes; and the tables. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "card/iso7816/apdu.h"
#include "card/iso7816/atr.h"
#include "card/iso7816/sw.h"
#include "card/iso7816/tlv.h"
#include "card/profiles/profile.h"
#include "sim/base/hex.h"
#include "tests/unit/card/fixture.h"

static bool parse(const char *hex, struct capdu *capdu)
{
    static uint8_t room[300];
    struct buf raw = buf_over(room, sizeof room);

    assert_true(hex_decode(hex, &raw));
    return capdu_parse(buf_bytes(&raw), capdu);
}

static void apdu_has_one_of_four_shapes(void **state)
{
    struct capdu in;

    (void)state;
    assert_true(parse("00 A4 01 02", &in));
    assert_int_equal(in.shape, BARE);
    assert_int_equal(capdu_p1p2(&in), 0x0102);
    assert_true(parse("00 A4 00 00 00", &in));
    assert_int_equal(in.shape, ASKS);
    assert_int_equal(in.expected, 256);
    assert_true(parse("00 A4 00 00 02 3F 00", &in));
    assert_int_equal(in.shape, TELLS);
    assert_int_equal(in.data.size, 2);
    assert_int_equal(in.expected, 0);
    assert_true(parse("00 A4 00 00 02 3F 00 10", &in));
    assert_int_equal(in.shape, BOTH);
    assert_int_equal(in.expected, 16);
}

static void anything_else_is_no_apdu(void **state)
{
    uint8_t long_one[APDU_MAX + 1] = {0, 0, 0, 0, 255};
    struct capdu in;

    (void)state;
    assert_false(parse("", &in));
    assert_false(parse("00 A4 00", &in));
    assert_false(parse("00 A4 00 00 02 3F", &in));
    assert_false(parse("00 A4 00 00 02 3F 00 10 00", &in));
    assert_false(parse("00 A4 00 00 00 00 02 3F 00", &in));
    assert_true(capdu_parse(bytes_of(long_one, APDU_MAX), &in));
    assert_false(capdu_parse(bytes_of(long_one, APDU_MAX + 1), &in));
}

static void tlv_reads_what_it_wrote(void **state)
{
    static uint8_t value[700];
    static uint8_t room[1000];
    const size_t sizes[] = {0, 1, 127, 128, 255, 256, 700};
    const uint16_t tags[] = {0x04, 0x7F49, 0x5F37};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (size_t k = 0; k < 3; k++) {
            struct buf out = buf_over(room, sizeof room);
            struct tlv tlv;
            assert_true(tlv_put(&out, tags[k], bytes_of(value, sizes[i])));
            struct bytes rest = buf_bytes(&out);
            assert_true(tlv_next(&rest, &tlv));
            assert_int_equal(tlv.tag, tags[k]);
            assert_int_equal(tlv.value.size, sizes[i]);
            assert_int_equal(rest.size, 0);
        }
    }
}

static void malformed_tlv_is_no_object(void **state)
{
    const char *const wrong[] = {"04",          "04 02 00",        "04 81", "04 82 01",
                                 "04 80 00 00", "04 83 000001 00", "5F",    "5F FF 01 00"};
    uint8_t room[16];
    struct tlv tlv;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct buf raw = buf_over(room, sizeof room);
        assert_true(hex_decode(wrong[i], &raw));
        struct bytes rest = buf_bytes(&raw);
        assert_false(tlv_next(&rest, &tlv));
        assert_int_equal(rest.size, raw.size);
    }
}

static void tlv_that_does_not_fit_leaves_nothing(void **state)
{
    uint8_t room[8];
    struct buf out = buf_over(room, sizeof room);

    (void)state;
    assert_false(tlv_put(&out, 0x04, bytes_of("12345678", 8)));
    assert_int_equal(out.size, 0);
    assert_false(tlv_put(&out, 0x04, bytes_of("1234567", 7)));
    assert_int_equal(out.size, 0);
    assert_true(tlv_put(&out, 0x04, bytes_of("123456", 6)));
}

static void every_profile_has_a_sound_atr(void **state)
{
    (void)state;
    for (size_t i = 0; profiles[i]; i++) {
        uint8_t room[ATR_MAX];
        struct buf raw = buf_over(room, sizeof room);
        struct atr atr;
        assert_true(hex_decode(profiles[i]->atr, &raw));
        assert_true(atr_parse(buf_bytes(&raw), &atr));
        assert_true(atr.t1);
        assert_int_equal(atr.check, room[raw.size - 1]);
        assert_string_equal(card_profile_names()[i], profiles[i]->name);
        assert_ptr_equal(card_profile_find(profiles[i]->name), profiles[i]);
    }
    assert_null(card_profile_find("v0"));
}

static void wrong_check_byte_is_noticed(void **state)
{
    uint8_t room[ATR_MAX];
    struct atr atr;

    (void)state;
    for (size_t cut = 0; cut < 20; cut++) {
        struct buf raw = buf_over(room, sizeof room);
        assert_true(hex_decode(profiles[0]->atr, &raw));
        if (cut == 19)
            room[18] ^= 1;
        assert_false(atr_parse(bytes_of(room, cut), &atr));
    }
}

static void status_words_carry_numbers(void **state)
{
    (void)state;
    assert_int_equal(sw_with(SW_TRIES_LEFT, 2), 0x63C2);
    assert_int_equal(sw_with(SW_TRIES_LEFT, 99), 0x63CF);
    assert_int_equal(sw_with(SW_MORE, 12), 0x610C);
    assert_int_equal(sw_with(SW_OK, 3), 0x9000);
    assert_string_equal(sw_text(sw_with(SW_TRIES_LEFT, 1)), sw_text(SW_TRIES_LEFT));
    assert_non_null(sw_text((enum sw)0x1234));
}

static void command_table_is_sound(void **state)
{
    (void)state;
    for (size_t i = 0; i < command_count; i++) {
        assert_true(i == 0 || commands[i - 1].ins < commands[i].ins);
        assert_true(strlen(commands[i].clause) > 0);
        assert_true(strlen(commands[i].name) > 0);
        assert_true(commands[i].cla == 0x00 || commands[i].cla == 0x80);
        assert_true(commands[i].families && commands[i].shapes && commands[i].lives);
        assert_true((commands[i].lives & DEAD) == 0 || commands[i].ins == 0xA4 ||
                    commands[i].ins == 0xCA);
        assert_non_null(commands[i].run);
        for (size_t k = 0; k < i; k++)
            assert_true(commands[k].run != commands[i].run);
    }
    for (size_t i = 0; profiles[i]; i++)
        assert_int_equal(profiles[i]->command_count, command_count);
}

/* True when some test has sent that instruction: their transcripts are the fuzz seeds. */
static bool is_sent(struct bytes seed, const struct command *command)
{
    for (size_t at = 2; at + 5 <= seed.size; at += 1u + seed.data[at])
        if (seed.data[at + 2] == command->ins && (seed.data[at + 1] & ~0x10) == command->cla)
            return true;
    return false;
}

static void every_row_is_sent_by_some_test(void **state)
{
    bool sent[64] = {false};
    DIR *folder = opendir(SEEDS);
    const struct dirent *entry;

    (void)state;
    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL) {
        uint8_t data[8192];
        char path[1024];
        (void)snprintf(path, sizeof path, "%s/%s", SEEDS, entry->d_name);
        FILE *file = entry->d_name[0] == '.' ? NULL : fopen(path, "rb");
        if (!file)
            continue;
        struct bytes seed = bytes_of(data, fread(data, 1, sizeof data, file));
        (void)fclose(file);
        for (size_t i = 0; i < command_count; i++)
            sent[i] = sent[i] || is_sent(seed, &commands[i]);
    }
    (void)closedir(folder);
    for (size_t i = 0; i < command_count; i++)
        if (!sent[i])
            fail_msg("%s is sent by no test", commands[i].name);
}

static void every_rule_ships_right_and_within_its_bounds(void **state)
{
    struct policy_table table = card_policy_table();
    struct card_policy rules;

    (void)state;
    policy_fill(table, &rules);
    for (size_t i = 0; i < table.count; i++) {
        const struct policy_field *field = &table.fields[i];
        assert_int_equal(policy_get(field, &rules), field->right);
        assert_true(field->right >= field->least && field->right <= field->most);
        assert_true(field->least < field->most);
        assert_ptr_equal(policy_find(table, field->name), field);
        assert_true(strlen(field->requirement) > 0 && strlen(field->meaning) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(apdu_has_one_of_four_shapes),
        cmocka_unit_test(anything_else_is_no_apdu),
        cmocka_unit_test(tlv_reads_what_it_wrote),
        cmocka_unit_test(malformed_tlv_is_no_object),
        cmocka_unit_test(tlv_that_does_not_fit_leaves_nothing),
        cmocka_unit_test(every_profile_has_a_sound_atr),
        cmocka_unit_test(wrong_check_byte_is_noticed),
        cmocka_unit_test(status_words_carry_numbers),
        cmocka_unit_test(command_table_is_sound),
        cmocka_unit_test(every_row_is_sent_by_some_test),
        cmocka_unit_test(every_rule_ships_right_and_within_its_bounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
