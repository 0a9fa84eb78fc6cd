/* SPDX-License-Identifier: MIT */
/* Patterns for a card's answers, and commands as steps write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conformance/pattern.h"
#include "conformance/stage/apdu.h"
#include "conformance/stage/decode.h"
#include "sim/base/hex.h"

static enum pattern_result match(const char *pattern, const char *actual, struct vars *kept)
{
    uint8_t room[300];
    struct buf bytes = buf_over(room, sizeof room);

    assert_true(hex_decode(actual, &bytes));
    return pattern_match(pattern, buf_bytes(&bytes), kept);
}

static void equal_bytes_hold_and_others_do_not(void **state)
{
    (void)state;
    assert_int_equal(match("63 C2", "63C2", NULL), PATTERN_HOLDS);
    assert_int_equal(match("63 c2", "63C2", NULL), PATTERN_HOLDS);
    assert_int_equal(match("63 C2", "63C1", NULL), PATTERN_DIFFERS);
    assert_int_equal(match("63 C2", "63", NULL), PATTERN_DIFFERS);
    assert_int_equal(match("63 C2", "63C200", NULL), PATTERN_DIFFERS);
    assert_int_equal(match("63 C2", "", NULL), PATTERN_DIFFERS);
}

static void a_dot_is_any_digit(void **state)
{
    (void)state;
    assert_int_equal(match("63 C.", "63C7", NULL), PATTERN_HOLDS);
    assert_int_equal(match("63 C.", "63D7", NULL), PATTERN_DIFFERS);
    assert_int_equal(match(".. 00", "9000", NULL), PATTERN_HOLDS);
    assert_int_equal(match(".. 00", "00", NULL), PATTERN_DIFFERS);
}

static void a_star_is_any_run(void **state)
{
    (void)state;
    assert_int_equal(match("* 90 00", "9000", NULL), PATTERN_HOLDS);
    assert_int_equal(match("* 90 00", "0102039000", NULL), PATTERN_HOLDS);
    assert_int_equal(match("01 * 90 00", "019000", NULL), PATTERN_HOLDS);
    assert_int_equal(match("01 * 90 00", "0290009000", NULL), PATTERN_DIFFERS);
    assert_int_equal(match("* 90 00", "00", NULL), PATTERN_DIFFERS);
    assert_int_equal(match("* 00 *", "00", NULL), PATTERN_MALFORMED);
}

static void alternatives_are_tried_in_turn(void **state)
{
    (void)state;
    assert_int_equal(match("69 82|69 85", "6985", NULL), PATTERN_HOLDS);
    assert_int_equal(match("69 82|69 85", "6983", NULL), PATTERN_DIFFERS);
}

static void named_runs_are_kept_when_all_holds(void **state)
{
    struct vars *vars = vars_new();

    (void)state;
    assert_int_equal(match("<two:2> 90 00", "ABCD9001", vars), PATTERN_DIFFERS);
    assert_null(vars_get(vars, "two"));
    assert_int_equal(match("<two:2> 90 00", "ABCD9000", vars), PATTERN_HOLDS);
    assert_string_equal(vars_get(vars, "two"), "ABCD");
    assert_int_equal(match("01 <rest:*> 90 00", "01AABBCC9000", vars), PATTERN_HOLDS);
    assert_string_equal(vars_get(vars, "rest"), "AABBCC");
    vars_free(&vars);
}

static void slips_in_a_pattern_are_told(void **state)
{
    static const char *const bad[] = {"6",       "6G",   "63 C",  "<two> 90 00",
                                      "<two:0>", "<:2>", "<two:2"};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(match(bad[i], "9000", NULL), PATTERN_MALFORMED);
}

static void braces_count_their_bytes(void **state)
{
    uint8_t room[300];
    struct buf command = buf_over(room, sizeof room);
    char text[40];

    (void)state;
    assert_true(apdu_read("00 20 00 01 { 31 32 33 34 } 00", &command));
    assert_true(hex_encode(buf_bytes(&command), text, sizeof text));
    assert_string_equal(text, "00200001043132333400");
    assert_false(apdu_read("00 20 { 31 ", &command));
    assert_false(apdu_read("00 2", &command));
}

static void a_pin_is_not_in_the_decoded_command(void **state)
{
    static const uint8_t verify[] = {0x00, 0x20, 0x00, 0x80, 0x04, 0x31, 0x32, 0x33, 0x34};
    static const uint8_t wrong[] = {0x63, 0xC2};
    char text[DECODE_TEXT];

    (void)state;
    decode_command(bytes_of(verify, sizeof verify), text);
    assert_string_equal(text, "00 20 00 80 04 ** ** ** ** · VERIFY");
    decode_response(bytes_of(wrong, sizeof wrong), text);
    assert_string_equal(text, "63C2 · wrong; the last digit is the tries left");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_bytes_hold_and_others_do_not),
        cmocka_unit_test(a_dot_is_any_digit),
        cmocka_unit_test(a_star_is_any_run),
        cmocka_unit_test(alternatives_are_tried_in_turn),
        cmocka_unit_test(named_runs_are_kept_when_all_holds),
        cmocka_unit_test(slips_in_a_pattern_are_told),
        cmocka_unit_test(braces_count_their_bytes),
        cmocka_unit_test(a_pin_is_not_in_the_decoded_command),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
