/* SPDX-License-Identifier: MIT */
/* The walk: the card is as the model says, and a model that says something else is noticed at once.
 */
#include <stdio.h>

#include "tests/unit/explore/explore.h"

static void agrees(const char *profile, enum age age, unsigned depth, size_t states)
{
    struct walk *walk = walk_over(profile, age, NULL, 2, depth);
    const struct walk_counts *counts = walk_counts(walk);

    (void)printf("%s: %zu states, %zu transitions, %zu cuts\n", profile, counts->states,
                 counts->transitions, counts->cuts);
    assert_int_equal(inputs_to(walk), 0);
    assert_true(counts->states >= states);
    assert_true(counts->cuts > counts->states);
    walk_free(&walk);
}

static void new_cards_agree_with_the_model_everywhere(void **state)
{
    (void)state;
    agrees("v1.0", NEW, 0, 272);
    agrees("v2.2.8", NEW, 0, 272);
}

static void old_cards_agree_with_the_model_for_three_inputs(void **state)
{
    (void)state;
    agrees("v1.0", OLD, 3, 180);
    agrees("v2.5", OLD, 3, 180);
}

static void shortest(const char *change, enum age age, size_t inputs, enum difference_kind kind)
{
    struct walk *walk = walk_over("v2.2.8", age, change, 1, 0);

    (void)printf("%s: %zu inputs\n", change, inputs_to(walk));
    assert_int_equal(inputs_to(walk), inputs);
    assert_int_equal(walk_difference(walk)->kind, kind);
    walk_free(&walk);
}

static void a_changed_row_is_found_by_the_shortest_way(void **state)
{
    (void)state;
    shortest("wrong_pin", NEW, 1, DIFFERENCE_WORD);
    shortest("wrong_pin=tries-1", NEW, 2, DIFFERENCE_STATE);
    shortest("signs", NEW, 3, DIFFERENCE_WORD);
    shortest("portal_unlocks=tries=3 authorised=0", NEW, 3, DIFFERENCE_STATE);
    shortest("locked_refuses_right_pin", NEW, 4, DIFFERENCE_WORD);
    shortest("dead_refuses", OLD, 4, DIFFERENCE_WORD);
    shortest("right_pin=tries=3 verified=1", OLD, 1, DIFFERENCE_CUT);
}

/* The two ages together reach every row, and each of them is missed when it is wrong. */
static void every_row_is_noticed_when_it_is_wrong(void **state)
{
    struct model *model = model_new();

    (void)state;
    assert_non_null(model);
    for (size_t i = 0; model_row_name(model, i); i++) {
        struct walk *new = walk_over("v1.0", NEW, model_row_name(model, i), 1, 5);
        size_t inputs = inputs_to(new);
        walk_free(&new);
        if (inputs == 0) {
            struct walk *old = walk_over("v1.0", OLD, model_row_name(model, i), 1, 0);
            inputs = inputs_to(old);
            walk_free(&old);
        }
        if (inputs == 0)
            (void)fprintf(stderr, "not noticed: %s\n", model_row_name(model, i));
        assert_true(inputs > 0);
    }
    model_free(&model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_cards_agree_with_the_model_everywhere),
        cmocka_unit_test(old_cards_agree_with_the_model_for_three_inputs),
        cmocka_unit_test(a_changed_row_is_found_by_the_shortest_way),
        cmocka_unit_test(every_row_is_noticed_when_it_is_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
