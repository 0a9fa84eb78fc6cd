/* SPDX-License-Identifier: MIT */
/* Power is cut at every write and inside it: no illegal state. */
#include <stdio.h>

#include "tests/unit/card/fixture.h"
#include "tests/unit/card/tearing.h"

static void torn_card_is_before_or_after_and_never_gains_a_try(void **state)
{
    struct tearing result;

    (void)state;
    tearing_run(LOUD, &result);
    (void)printf("tearing: %zu scenarios, %zu writes, %zu cuts, %zu illegal\n", result.scenarios,
                 result.writes, result.cuts, result.illegal);
    assert_true(result.cuts > 10000);
    assert_int_equal(result.illegal, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(torn_card_is_before_or_after_and_never_gains_a_try),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
