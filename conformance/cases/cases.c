/* SPDX-License-Identifier: MIT */
/* The suites. */
#include "conformance/cases/cases.h"

static const struct suite all[] = {
    {"pin",         pin_cases        },
    {"puk",         puk_cases        },
    {"unlock",      unlock_cases     },
    {"login",       login_cases      },
    {"info",        info_cases       },
    {"certificate", certificate_cases},
    {"renewal",     renewal_cases    },
    {"client",      client_cases     },
    {"life",        life_cases       },
};
enum { SUITES = sizeof all / sizeof *all };

const struct suite *const *suites(void)
{
    static const struct suite *const list[SUITES + 1] = {
        &all[0], &all[1], &all[2], &all[3], &all[4], &all[5], &all[6], &all[7], &all[8],
    };

    return list;
}
