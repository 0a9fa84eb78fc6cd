/* SPDX-License-Identifier: MIT */
/* Defect: each attempt while a Kimlik No is locked begins its lock anew. (LOG-5) */
#include "portal-mock/attempts.h"

#define attempts_count attempts_count_right
#include "portal-mock/attempts.c"
#undef attempts_count

enum database_result attempts_count(struct portal *portal, const char *kimlik_no)
{
    enum database_result result = attempts_count_right(portal, kimlik_no);
    const struct value values[] = {value_number(portal_now(portal) + portal->policy.login_lock),
                                   value_text(kimlik_no)};

    if (result != DATABASE_OK)
        return result;
    result = database_run(portal->database,
                          "UPDATE attempt SET locked_until = ? WHERE id = ? AND locked_until > 0",
                          values, 2);
    return result == DATABASE_ABSENT ? DATABASE_OK : result;
}
