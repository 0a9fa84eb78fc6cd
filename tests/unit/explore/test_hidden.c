/* SPDX-License-Identifier: MIT */
/* Something that the abstraction leaves out decides an answer: two cards of one state tell it. */
#include "tests/unit/explore/explore.h"

static void an_abstraction_that_hides_something_is_seen(void **state)
{
    struct walk *walk = walk_over("v2.2.8", NEW, NULL, 4, 0);

    (void)state;
    assert_int_equal(walk_difference(walk)->kind, DIFFERENCE_UNSOUND);
    assert_int_equal(walk_difference(walk)->letter, LETTER_decipher);
    walk_free(&walk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_abstraction_that_hides_something_is_seen)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
