/* SPDX-License-Identifier: MIT */
/* The rows of certificates: see records.h. */
#include "portal-mock/records.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define COLUMNS                                                                                    \
    "serial, card, holder, key_kind, not_before, not_after, state, held_by, reason, since,"        \
    " predecessor, der"

static const char *const state_names[] = {"good", "held", "revoked"};

const char *state_name(enum state state)
{
    return state_names[state];
}

/* A word that nobody knows is taken for the worst. */
static enum state state_of(const char *name)
{
    for (size_t i = 0; i < COUNT(state_names); i++)
        if (strcmp(state_names[i], name) == 0)
            return (enum state)i;
    return STATE_REVOKED;
}

bool certificate_is_good(const struct certificate *certificate, int64_t now)
{
    return certificate->state == STATE_GOOD && certificate->not_before <= now &&
           now <= certificate->not_after;
}

void certificate_free(struct certificate *certificate)
{
    blob_free(&certificate->der);
}

static void copy(char *to, size_t size, const char *from)
{
    (void)snprintf(to, size, "%s", from);
}

/* Fills in a certificate; false when memory is out. */
static bool read_row(const struct row *row, struct certificate *certificate)
{
    copy(certificate->serial, sizeof certificate->serial, row_text(row, 0));
    copy(certificate->card, sizeof certificate->card, row_text(row, 1));
    copy(certificate->holder, sizeof certificate->holder, row_text(row, 2));
    copy(certificate->key_kind, sizeof certificate->key_kind, row_text(row, 3));
    certificate->not_before = row_number(row, 4);
    certificate->not_after = row_number(row, 5);
    certificate->state = state_of(row_text(row, 6));
    copy(certificate->held_by, sizeof certificate->held_by, row_text(row, 7));
    certificate->reason = (int)row_number(row, 8);
    certificate->since = row_number(row, 9);
    copy(certificate->predecessor, sizeof certificate->predecessor, row_text(row, 10));
    return blob_copy(row_bytes(row, 11), &certificate->der);
}

static bool take(void *context, const struct row *row)
{
    (void)read_row(row, context);
    return false;
}

static enum database_result find(struct database *database, const char *sql, const char *name,
                                 struct certificate *certificate)
{
    const struct value values[] = {value_text(name)};

    *certificate = (struct certificate){0};
    return database_each(database, sql, values, COUNT(values), take, certificate);
}

enum database_result certificate_find(struct database *database, const char *serial,
                                      struct certificate *certificate)
{
    return find(database, "SELECT " COLUMNS " FROM certificate WHERE serial = ?", serial,
                certificate);
}

enum database_result certificate_of_card(struct database *database, const char *card,
                                         struct certificate *certificate)
{
    return find(database,
                "SELECT " COLUMNS " FROM certificate WHERE card = ? ORDER BY rowid DESC LIMIT 1",
                card, certificate);
}

enum database_result certificate_after(struct database *database, const char *serial,
                                       struct certificate *successor)
{
    return find(database,
                "SELECT " COLUMNS
                " FROM certificate WHERE predecessor = ? AND state != 'revoked' ORDER BY rowid DESC"
                " LIMIT 1",
                serial, successor);
}

enum database_result certificate_add(struct database *database,
                                     const struct certificate *certificate)
{
    const struct value values[] = {value_text(certificate->serial),
                                   value_text(certificate->card),
                                   value_text(certificate->holder),
                                   value_text(certificate->key_kind),
                                   value_number(certificate->not_before),
                                   value_number(certificate->not_after),
                                   value_text(state_name(certificate->state)),
                                   value_text(certificate->held_by),
                                   value_number(certificate->reason),
                                   value_number(certificate->since),
                                   value_text(certificate->predecessor),
                                   value_bytes(blob_bytes(&certificate->der))};

    return database_run(database,
                        "INSERT INTO certificate (" COLUMNS
                        ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        values, COUNT(values));
}

enum database_result certificate_set_state(struct database *database,
                                           const struct certificate *certificate)
{
    const struct value values[] = {
        value_text(state_name(certificate->state)), value_text(certificate->held_by),
        value_number(certificate->reason), value_number(certificate->since),
        value_text(certificate->serial)};

    return database_run(database,
                        "UPDATE certificate SET state = ?, held_by = ?, reason = ?, since = ?"
                        " WHERE serial = ?",
                        values, COUNT(values));
}

struct visit {
    certificate_fn *take;
    void *context;
};

static bool visit_row(void *context, const struct row *row)
{
    const struct visit *visit = context;
    struct certificate certificate = {0};
    bool more = read_row(row, &certificate) && visit->take(visit->context, &certificate);

    certificate_free(&certificate);
    return more;
}

enum database_result certificate_each(struct database *database, const char *holder,
                                      certificate_fn *take_one, void *context)
{
    const struct value values[] = {value_text(holder)};
    struct visit visit = {take_one, context};

    return database_each(database,
                         "SELECT " COLUMNS
                         " FROM certificate WHERE ?1 IS NULL OR holder = ?1 ORDER BY rowid",
                         values, COUNT(values), visit_row, &visit);
}
