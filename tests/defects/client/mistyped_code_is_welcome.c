/* SPDX-License-Identifier: MIT */
/* Defect: a wrong SMS code is told as a login. (CLI-3) */
#include "sim/engine/akis.h"

#define akis_portal_code akis_portal_code_right
#include "sim/engine/portal_login.c"
#undef akis_portal_code

struct akis_result akis_portal_code(struct akis_portal *portal, const char *code)
{
    struct akis_result result = akis_portal_code_right(portal, code);

    return result.outcome == AKIS_CODE_WRONG ? result_of(AKIS_OK) : result;
}
