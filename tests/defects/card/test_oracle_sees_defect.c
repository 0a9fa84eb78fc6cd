/* SPDX-License-Identifier: MIT */
/* The tearing oracle, with a defect linked in: it must find it. */
#include <stdio.h>

#include "tests/unit/card/fixture.h"
#include "tests/unit/card/tearing.h"

static void oracle_turns_red(void **state)
{
    struct tearing result;

    (void)state;
    tearing_run(QUIET, &result);
    (void)printf("tearing with the defect: %zu cuts, %zu illegal, %zu free guesses\n", result.cuts,
                 result.illegal, result.free_guesses);
    assert_true(result.illegal > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(oracle_turns_red)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
