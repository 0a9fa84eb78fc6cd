/* SPDX-License-Identifier: MIT */
/* The model by itself: its words, its rows, its forecasts. */
#include <string.h>

#include "conformance/explore/rule.h"
#include "tests/unit/explore/explore.h"

static const struct state fresh = {.tries = 3, .puktries = 3};

static struct forecast foresee(const struct state *state, enum age age, int letter)
{
    struct model *model = model_new();
    struct forecast forecast;

    assert_non_null(model);
    assert_true(model_foresee(model, age, state, &letters[letter], &forecast));
    model_free(&model);
    return forecast;
}

static void every_letter_has_a_row_in_every_state(void **state)
{
    struct model *model = model_new();
    struct forecast forecast;

    (void)state;
    assert_non_null(model);
    for (uint32_t number = 0; number < STATE_NUMBERS; number += 997) {
        struct state any = state_unpack(number);
        for (int letter = 0; letter < LETTERS; letter++) {
            assert_true(model_foresee(model, OLD, &any, &letters[letter], &forecast));
            assert_true(model_foresee(model, NEW, &any, &letters[letter], &forecast));
        }
    }
    model_free(&model);
}

static void rows_have_names_of_their_own(void **state)
{
    struct model *model = model_new();

    (void)state;
    assert_non_null(model);
    for (size_t i = 0; model_row_name(model, i); i++)
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(model_row_name(model, i), model_row_name(model, j));
    model_free(&model);
}

static void a_state_survives_its_number(void **state)
{
    struct state given = {2, 15, 1, 7, 1, 0, 1, 0, 1, 1, 2};
    uint32_t number = state_pack(&given);
    struct state back = state_unpack(number);

    (void)state;
    assert_true(number < STATE_NUMBERS);
    assert_memory_equal(&back, &given, sizeof given);
}

static void a_wrong_pin_costs_a_try_before_it_is_compared(void **state)
{
    struct forecast forecast = foresee(&fresh, NEW, LETTER_verify_wrong);

    (void)state;
    assert_true(forecast.wrong_guess);
    assert_int_equal(forecast.parts, 1);
    assert_int_equal(forecast.after[1].tries, 2);
    assert_true(model_allows_word(&forecast, 0x63C2));
    assert_false(model_allows_word(&forecast, 0x63C3));
    assert_false(model_allows_word(&forecast, 0x9000));
}

static void a_torn_unlock_is_before_or_after(void **state)
{
    const struct state locked = {.puktries = 2};
    struct forecast forecast = foresee(&locked, OLD, LETTER_unlock_p_b);

    (void)state;
    assert_int_equal(forecast.parts, 3);
    assert_int_equal(forecast.after[1].puktries, 1);
    assert_int_equal(forecast.after[1].tries, 0);
    assert_int_equal(forecast.after[2].puktries, 3);
    assert_int_equal(forecast.after[2].tries, 0);
    assert_int_equal(forecast.after[3].tries, 3);
    assert_int_equal(forecast.after[3].pin, 1);
}

static void words_that_are_none_are_refused(void **state)
{
    struct rule rule;

    (void)state;
    assert_true(rule_read("!dead locked", "tries-1; tries=3 pin=new", &rule));
    assert_int_equal(rule_parts(&rule), 2);
    assert_false(rule_read("asleep", NULL, &rule));
    assert_false(rule_read(NULL, "tries", &rule));
    assert_false(rule_read(NULL, "tries=33", &rule));
    assert_false(rule_read(NULL, "tries-2", &rule));
    assert_false(rule_read(NULL, "naps=1", &rule));
    assert_false(rule_read("right right right right right", NULL, &rule));
}

static void a_row_that_is_none_cannot_be_changed(void **state)
{
    struct model *model = model_new();

    (void)state;
    assert_non_null(model);
    assert_false(model_change(model, "no_such_row"));
    assert_false(model_change(model, "wrong_pin=naps=1"));
    assert_true(model_change(model, "wrong_pin=tries-1; verified=1"));
    model_free(&model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_letter_has_a_row_in_every_state),
        cmocka_unit_test(rows_have_names_of_their_own),
        cmocka_unit_test(a_state_survives_its_number),
        cmocka_unit_test(a_wrong_pin_costs_a_try_before_it_is_compared),
        cmocka_unit_test(a_torn_unlock_is_before_or_after),
        cmocka_unit_test(words_that_are_none_are_refused),
        cmocka_unit_test(a_row_that_is_none_cannot_be_changed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
