/* SPDX-License-Identifier: MIT */
/* Spoilt commands find a card that does not look closely; letters alone do not. */
#include "tests/unit/explore/explore.h"

static struct walk *walk(unsigned turns)
{
    const struct bounds bounds = {.cards = 1, .depth = 2, .turns = turns};
    const struct kind kind = {"v2.2.8", "v2.2.8", NEW};
    struct model *model = model_new();

    assert_non_null(model);
    struct walk *walk = walk_new(&kind, model, &bounds);
    assert_non_null(walk);
    model_free(&model);
    return walk;
}

static void a_card_that_does_not_look_at_p1_is_found(void **state)
{
    struct walk *all = walk(1);
    const struct difference *difference = walk_difference(all);

    (void)state;
    assert_int_equal(difference->kind, DIFFERENCE_SPOILT);
    assert_string_equal(letters[difference->letter].id, "change_a_b");
    assert_string_equal(spoil_name(difference->spoil), "P1 with bit 1 turned");
    assert_int_equal(inputs_to(all), 1);
    walk_free(&all);
}

static void each_spoilt_letter_has_its_turn(void **state)
{
    struct walk *some = walk(8);

    (void)state;
    assert_int_equal(walk_difference(some)->kind, DIFFERENCE_SPOILT);
    walk_free(&some);
}

static void letters_as_they_are_do_not_find_it(void **state)
{
    struct walk *none = walk(0);

    (void)state;
    assert_int_equal(walk_difference(none)->kind, DIFFERENCE_NONE);
    assert_int_equal(walk_counts(none)->spoilt, 0);
    walk_free(&none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card_that_does_not_look_at_p1_is_found),
        cmocka_unit_test(each_spoilt_letter_has_its_turn),
        cmocka_unit_test(letters_as_they_are_do_not_find_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
