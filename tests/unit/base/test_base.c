/* SPDX-License-Identifier: MIT */
/* The leaf: bytes, hex, secrets, calendar, policy tables, randomness. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "sim/base/bytes.h"
#include "sim/base/calendar.h"
#include "sim/base/hex.h"
#include "sim/base/policy.h"
#include "sim/base/random.h"
#include "sim/base/secret.h"

static void a_buf_never_takes_more_than_it_has_room_for(void **state)
{
    uint8_t room[4];
    struct buf buf = buf_over(room, sizeof room);

    (void)state;
    assert_true(buf_add(&buf, bytes_text("abc")));
    assert_false(buf_add(&buf, bytes_text("de")));
    assert_int_equal(buf.size, 3);
    assert_true(buf_add_byte(&buf, 'd'));
    assert_false(buf_add_byte(&buf, 'e'));
    assert_true(bytes_equal(buf_bytes(&buf), bytes_text("abcd")));
}

static void a_slice_stays_inside(void **state)
{
    struct bytes whole = bytes_text("abcdef");

    (void)state;
    assert_true(bytes_equal(bytes_slice(whole, 4, 9), bytes_text("ef")));
    assert_int_equal(bytes_slice(whole, 6, 1).size, 0);
    assert_int_equal(bytes_slice(whole, SIZE_MAX, SIZE_MAX).size, 0);
}

static void hex_goes_there_and_back(void **state)
{
    uint8_t room[8];
    struct buf buf = buf_over(room, sizeof room);
    char text[17];

    (void)state;
    assert_true(hex_decode("00 a4 FFfe", &buf));
    assert_true(hex_encode(buf_bytes(&buf), text, sizeof text));
    assert_string_equal(text, "00A4FFFE");
    assert_false(hex_encode(buf_bytes(&buf), text, 8));
}

static void bad_hex_leaves_the_buffer_as_it_was(void **state)
{
    static const char *const bad[] = {"0", "0g", "00 1", "0 0", "000000000000000000"};
    uint8_t room[8];
    struct buf buf = buf_over(room, sizeof room);

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(hex_decode(bad[i], &buf));
        assert_int_equal(buf.size, 0);
    }
}

static void secrets_compare_and_vanish(void **state)
{
    char one[] = "123456";
    char other[] = "123457";

    (void)state;
    assert_false(secret_equal(one, other, 6));
    assert_true(secret_equal(one, other, 5));
    secret_wipe(one, sizeof one);
    assert_int_equal(one[0] | one[5], 0);
}

static void istanbul_time_knows_its_offset(void **state)
{
    int64_t when;
    char text[32];

    (void)state;
    assert_true(calendar_parse("2026-11-22 12:00:00", &when));
    calendar_print(when, text, sizeof text);
    assert_string_equal(text, "2026-11-22T12:00:00+03:00");
    assert_true(calendar_parse("2010-12-31 23:59:59", &when));
    calendar_print(when, text, sizeof text);
    assert_string_equal(text, "2010-12-31T23:59:59+02:00");
    assert_true(calendar_parse("2011-01-01T00:00:00", &when));
    assert_int_equal(when, 1293832800); /* 2010-12-31T22:00:00Z */
    assert_true(calendar_parse("2000-02-29T00:00:00Z", &when));
    assert_int_equal(when, 951782400);
}

static void impossible_dates_are_refused(void **state)
{
    static const char *const bad[] = {"2011-02-29",          "2011-13-01", "2011-00-10",
                                      "2011-01-01 24:00:00", "11-01-01",   "2011-01-01x",
                                      "2011/01/01",          "",           "Z"};
    int64_t when = 7;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(calendar_parse(bad[i], &when));
    assert_int_equal(when, 7);
    assert_true(calendar_is_date(20101231));
    assert_false(calendar_is_date(20101232));
    assert_false(calendar_is_date(-1));
}

struct rules {
    int64_t tries;
    int64_t kind;
    int64_t border;
    int64_t word;
};

static const struct policy_field fields[] = {
    {"tries",  POLICY_NUMBER, offsetof(struct rules, tries),  3,        1,        15,       "X-1", "m"},
    {"kind",   POLICY_FLAG,   offsetof(struct rules, kind),   1,        0,        1,        "X-2", "m"},
    {"border", POLICY_DATE,   offsetof(struct rules, border), 20110101, 19000101, 21991231, "X-3",
     "m"                                                                                              },
    {"word",   POLICY_WORD,   offsetof(struct rules, word),   0x6985,   0,        0xFFFF,   "X-4", "m"},
};
static const struct policy_table table = {fields, sizeof fields / sizeof *fields};

static void a_policy_is_set_by_name_within_its_bounds(void **state)
{
    struct rules rules;
    char text[24];

    (void)state;
    policy_fill(table, &rules);
    assert_int_equal(rules.tries, 3);
    assert_int_equal(policy_set(table, &rules, "tries", "4"), POLICY_OK);
    assert_int_equal(rules.tries, 4);
    assert_int_equal(policy_set(table, &rules, "tries", "16"), POLICY_BAD_VALUE);
    assert_int_equal(policy_set(table, &rules, "tries", "4x"), POLICY_BAD_VALUE);
    assert_int_equal(policy_set(table, &rules, "nobody", "4"), POLICY_UNKNOWN_FIELD);
    assert_int_equal(policy_set(table, &rules, "kind", "false"), POLICY_OK);
    assert_int_equal(policy_set(table, &rules, "border", "2011-01-02"), POLICY_OK);
    assert_int_equal(rules.border, 20110102);
    assert_int_equal(policy_set(table, &rules, "word", "6A80"), POLICY_OK);
    policy_print(&fields[2], &rules, text, sizeof text);
    assert_string_equal(text, "2011-01-02");
    policy_print(&fields[3], &rules, text, sizeof text);
    assert_string_equal(text, "6A80");
}

static void the_same_seed_gives_the_same_stream(void **state)
{
    struct random_seeded one;
    struct random_seeded other;
    struct random_port a = random_repeatable(&one, 7);
    struct random_port b = random_repeatable(&other, 7);
    uint32_t from_a;
    uint32_t from_b;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        assert_true(random_below(&a, 10, &from_a));
        assert_true(random_below(&b, 10, &from_b));
        assert_int_equal(from_a, from_b);
        assert_in_range(from_a, 0, 9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_buf_never_takes_more_than_it_has_room_for),
        cmocka_unit_test(a_slice_stays_inside),
        cmocka_unit_test(hex_goes_there_and_back),
        cmocka_unit_test(bad_hex_leaves_the_buffer_as_it_was),
        cmocka_unit_test(secrets_compare_and_vanish),
        cmocka_unit_test(istanbul_time_knows_its_offset),
        cmocka_unit_test(impossible_dates_are_refused),
        cmocka_unit_test(a_policy_is_set_by_name_within_its_bounds),
        cmocka_unit_test(the_same_seed_gives_the_same_stream),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
