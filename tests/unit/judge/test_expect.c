/* SPDX-License-Identifier: MIT */
/* Terms about JSON, names that stand for what was kept, verdicts, requirements. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "conformance/expect.h"
#include "conformance/requirement.h"
#include "conformance/verdict.h"

static const char document[] =
    "{\"outcome\": \"ok\", \"tries_left\": 2, \"locked\": false, \"cards\": ["
    "{\"serial\": \"0A\", \"pin\": \"123456\"}, {\"serial\": \"0B\", \"text\": \"a b\"}]}";

static enum expect_result match(const char *expected, struct vars *vars)
{
    struct json *json = json_parse(bytes_text(document));
    struct answer answer = {"200", json, bytes_text(document)};
    char why[EXPECT_WHY];
    enum expect_result result;

    assert_non_null(json);
    result = expect_match(expected, &answer, vars, why);
    json_free(&json);
    return result;
}

static void the_first_word_decides_first(void **state)
{
    struct vars *vars = vars_new();

    (void)state;
    assert_int_equal(match("200", vars), EXPECT_HOLDS);
    assert_int_equal(match("2..", vars), EXPECT_HOLDS);
    assert_int_equal(match("*", vars), EXPECT_HOLDS);
    assert_int_equal(match("401|200", vars), EXPECT_HOLDS);
    assert_int_equal(match("401|403", vars), EXPECT_DIFFERS);
    assert_int_equal(match("20", vars), EXPECT_DIFFERS);
    vars_free(&vars);
}

static void terms_look_into_the_json(void **state)
{
    struct vars *vars = vars_new();

    (void)state;
    assert_int_equal(match("200 outcome=ok tries_left=2 locked=false", vars), EXPECT_HOLDS);
    assert_int_equal(match("200 tries_left=3", vars), EXPECT_DIFFERS);
    assert_int_equal(match("200 cards.1.serial=0B", vars), EXPECT_HOLDS);
    assert_int_equal(match("200 cards.[serial=0A].pin=123456", vars), EXPECT_HOLDS);
    assert_int_equal(match("200 cards.[serial=0C].pin=123456", vars), EXPECT_DIFFERS);
    assert_int_equal(match("200 -cards.[serial=0B].pin", vars), EXPECT_HOLDS);
    assert_int_equal(match("200 -cards.[serial=0A].pin", vars), EXPECT_DIFFERS);
    assert_int_equal(match("200 tries_left!=3 outcome~o outcome!~x", vars), EXPECT_HOLDS);
    assert_int_equal(match("200 missing!=3", vars), EXPECT_DIFFERS);
    assert_int_equal(match("200 @body~123456 @body!~654321", vars), EXPECT_HOLDS);
    assert_int_equal(match("200 @body!~123456", vars), EXPECT_DIFFERS);
    vars_free(&vars);
}

static void what_is_kept_can_be_expected(void **state)
{
    struct vars *vars = vars_new();

    (void)state;
    assert_int_equal(match("200 cards.0.serial=<one> cards.1.text=<words>", vars), EXPECT_HOLDS);
    assert_string_equal(vars_get(vars, "one"), "0A");
    assert_int_equal(match("200 cards.[serial=$one].pin=123456", vars), EXPECT_HOLDS);
    assert_int_equal(match("200 cards.1.text=$words", vars), EXPECT_HOLDS);
    assert_int_equal(match("200 cards.0.serial=$nobody", vars), EXPECT_MALFORMED);
    assert_int_equal(match("200 nothing", vars), EXPECT_MALFORMED);
    vars_free(&vars);
}

static void names_are_replaced_and_unknown_ones_refused(void **state)
{
    struct vars *vars = vars_new();
    char *text;

    (void)state;
    assert_true(vars_set(vars, "a", "1"));
    assert_true(vars_set(vars, "ab", "2"));
    assert_true(vars_set(vars, "a", "3"));
    text = vars_expand(vars, "$a $ab $ 5$");
    assert_string_equal(text, "3 2 $ 5$");
    free(text);
    assert_null(vars_expand(vars, "$abc"));
    vars_free(&vars);
}

static void secrets_are_masked_for_people(void **state)
{
    struct json *json = json_parse(bytes_text(document));
    char *line = json_masked_line(json);

    (void)state;
    assert_null(strstr(line, "123456"));
    assert_non_null(strstr(line, "***"));
    free(line);
    json_free(&json);
}

static void a_run_falls_by_a_failure_and_cannot_run_without_what_it_needs(void **state)
{
    size_t none[VERDICT_COUNT] = {[VERDICT_PASS] = 3, [VERDICT_SKIPPED] = 2};
    size_t fell[VERDICT_COUNT] = {[VERDICT_PASS] = 3, [VERDICT_FAIL] = 1, [VERDICT_BROKEN] = 1};
    size_t broken[VERDICT_COUNT] = {[VERDICT_BROKEN] = 1};
    size_t flaky[VERDICT_COUNT] = {[VERDICT_FLAKY] = 1};

    (void)state;
    assert_int_equal(verdict_of_run(none, false, false), EXIT_HELD);
    assert_int_equal(verdict_of_run(none, true, false), EXIT_COULD_NOT_RUN);
    assert_int_equal(verdict_of_run(fell, true, false), EXIT_FELL);
    assert_int_equal(verdict_of_run(broken, false, false), EXIT_COULD_NOT_RUN);
    assert_int_equal(verdict_of_run(flaky, false, false), EXIT_HELD);
    assert_int_equal(verdict_of_run(flaky, false, true), EXIT_FELL);
}

static void every_requirement_has_a_name_a_target_and_a_sentence(void **state)
{
    (void)state;
    for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++) {
        const struct requirement_row *row = requirement_row((enum requirement)i);

        assert_int_equal(requirement_find(row->name), i);
        assert_int_not_equal(row->targets, 0);
        assert_true(strlen(row->paraphrase) > 10);
    }
    assert_int_equal(requirement_find("PIN-33"), SETUP);
    assert_null(requirement_row(SETUP));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_word_decides_first),
        cmocka_unit_test(terms_look_into_the_json),
        cmocka_unit_test(what_is_kept_can_be_expected),
        cmocka_unit_test(names_are_replaced_and_unknown_ones_refused),
        cmocka_unit_test(secrets_are_masked_for_people),
        cmocka_unit_test(a_run_falls_by_a_failure_and_cannot_run_without_what_it_needs),
        cmocka_unit_test(every_requirement_has_a_name_a_target_and_a_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
