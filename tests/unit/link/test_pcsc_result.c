/* SPDX-License-Identifier: MIT */
/* What PC/SC's codes mean to a link's user. The codes are written out: a renamed constant of
 * the library's would not change what is on the wire. */
#include "sim/link/pcsc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void codes_have_their_meaning(void **state)
{
    const struct {
        long code;
        enum link_result result;
    } rows[] = {
        {0x00000000, LINK_OK       },
        {0x8010000C, LINK_NO_CARD  },
        {0x80100009, LINK_NO_CARD  },
        {0x8010002E, LINK_NO_CARD  },
        {0x80100066, LINK_NO_CARD  },
        {0x80100069, LINK_REMOVED  },
        {0x80100017, LINK_REMOVED  },
        {0x80100068, LINK_WAS_RESET},
        {0x8010000B, LINK_BUSY     },
        {0x8010000A, LINK_TIMEOUT  },
        {0x80100008, LINK_GARBLED  },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(link_pcsc_result(rows[i].code), rows[i].result);
}

static void every_other_code_is_failure_and_none_success(void **state)
{
    (void)state;
    assert_int_equal(link_pcsc_result(0x8010001D), LINK_FAILED); /* no service */
    assert_int_equal(link_pcsc_result(-1), LINK_FAILED);
    for (long code = 0x80100001; code <= 0x8010006F; code++)
        assert_int_not_equal(link_pcsc_result(code), LINK_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_have_their_meaning),
        cmocka_unit_test(every_other_code_is_failure_and_none_success),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
