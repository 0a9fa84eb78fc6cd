/* SPDX-License-Identifier: MIT */
/* A card that compares before it charges, linked in place: the walk must see the guess for nothing.
 */
#include "tests/unit/explore/explore.h"

static void a_guess_for_nothing_is_seen(void **state)
{
    struct walk *walk = walk_over("v2.2.8", NEW, NULL, 4, 0);
    const struct difference *difference = walk_difference(walk);

    (void)state;
    assert_int_equal(difference->kind, DIFFERENCE_GUESS);
    assert_int_equal(inputs_to(walk), 1);
    assert_int_equal(difference->letter, LETTER_verify_wrong);
    assert_int_equal(difference->cut, 0);
    walk_free(&walk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_guess_for_nothing_is_seen)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
