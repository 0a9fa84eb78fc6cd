/* SPDX-License-Identifier: MIT */
/* A card that counts in memory alone, linked in place: the walk must see the tries come back. */
#include "tests/unit/explore/explore.h"

static void tries_that_come_back_are_seen(void **state)
{
    struct walk *walk = walk_over("v1.0", NEW, NULL, 4, 0);
    const struct difference *difference = walk_difference(walk);

    (void)state;
    assert_int_equal(difference->kind, DIFFERENCE_CUT);
    assert_int_equal(inputs_to(walk), 1);
    assert_int_equal(difference->cut, CUT_AFTER);
    assert_int_equal(difference->after.tries, 3);
    assert_int_equal(difference->forecast.after[1].tries, 2);
    walk_free(&walk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tries_that_come_back_are_seen)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
