/* SPDX-License-Identifier: MIT */
/* Defect: the failures that led to a lock stay counted when it has ended: the next one locks at
 * once. (LOG-5) */
#include "portal-mock/attempts.h"

#define attempts_count attempts_count_right
#include "portal-mock/attempts.c"
#undef attempts_count

static enum database_result read_all(struct portal *portal, const char *kimlik_no,
                                     struct attempts *attempts)
{
    const struct value values[] = {value_text(kimlik_no)};

    return database_each(portal->database,
                         "SELECT failures, locked_until FROM attempt WHERE id = ?", values, 1, take,
                         attempts);
}

enum database_result attempts_count(struct portal *portal, const char *kimlik_no)
{
    struct attempts before = {0};
    enum database_result result = read_all(portal, kimlik_no, &before);

    if (result != DATABASE_OK && result != DATABASE_ABSENT)
        return result;
    result = attempts_count_right(portal, kimlik_no);
    if (result != DATABASE_OK || before.locked_until == 0 || attempts_locked(portal, &before))
        return result;
    const struct value values[] = {value_number(before.failures + 1),
                                   value_number(portal_now(portal) + portal->policy.login_lock),
                                   value_text(kimlik_no)};
    return database_run(portal->database,
                        "UPDATE attempt SET failures = ?, locked_until = ? WHERE id = ?", values,
                        3);
}
