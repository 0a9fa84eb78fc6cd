/* SPDX-License-Identifier: MIT */
/* Wrong words, counted: see attempts.h. */
#include "portal-mock/attempts.h"

static bool take(void *context, const struct row *row)
{
    struct attempts *attempts = context;

    attempts->failures = row_number(row, 0);
    attempts->locked_until = row_number(row, 1);
    return false;
}

enum database_result attempts_read(struct portal *portal, const char *kimlik_no,
                                   struct attempts *attempts)
{
    const struct value values[] = {value_text(kimlik_no)};

    *attempts = (struct attempts){0};
    enum database_result result =
        database_each(portal->database, "SELECT failures, locked_until FROM attempt WHERE id = ?",
                      values, 1, take, attempts);
    if (attempts->locked_until != 0 && !attempts_locked(portal, attempts))
        *attempts = (struct attempts){0};
    return result == DATABASE_ABSENT ? DATABASE_OK : result;
}

bool attempts_locked(const struct portal *portal, const struct attempts *attempts)
{
    return portal_now(portal) < attempts->locked_until;
}

unsigned attempts_delay(const struct portal *portal, const struct attempts *attempts)
{
    return (unsigned)(attempts->failures * portal->policy.login_delay);
}

static void tell_of_lock(struct portal *portal, const struct holder *holder)
{
    if (*holder->phone && portal->policy.login_lock_tells)
        portal_send(portal, holder->phone,
                    "TEST e-imza portalı: art arda hatalı denemeler nedeniyle hesabınız bir "
                    "süre kilitlendi. Denemeler size ait değilse bildiriniz.");
}

enum database_result attempts_count(struct portal *portal, const char *kimlik_no)
{
    struct attempts attempts;
    struct holder holder = {0};
    enum database_result found = holder_find(portal->database, kimlik_no, &holder);
    enum database_result result = attempts_read(portal, kimlik_no, &attempts);

    if (found != DATABASE_OK && found != DATABASE_ABSENT)
        return found;
    if (result != DATABASE_OK)
        return result;
    bool locked = attempts_locked(portal, &attempts);
    attempts.failures += locked ? 0 : 1;
    bool locks = !locked && attempts.failures >= portal->policy.login_failures;
    if (locks)
        attempts.locked_until = portal_now(portal) + portal->policy.login_lock;
    const struct value values[] = {value_text(kimlik_no), value_number(attempts.failures),
                                   value_number(attempts.locked_until)};
    result = database_run(portal->database,
                          "INSERT OR REPLACE INTO attempt (id, failures, locked_until)"
                          " VALUES (?, ?, ?)",
                          values, 3);
    if (result == DATABASE_OK && locks)
        tell_of_lock(portal, &holder);
    return result;
}

enum database_result attempts_clear(struct portal *portal, const char *kimlik_no)
{
    const struct value values[] = {value_text(kimlik_no)};
    enum database_result result =
        database_run(portal->database, "DELETE FROM attempt WHERE id = ?", values, 1);

    return result == DATABASE_ABSENT ? DATABASE_OK : result;
}
