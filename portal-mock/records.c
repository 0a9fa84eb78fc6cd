/* SPDX-License-Identifier: MIT */
/* The portal's rows: see records.h. */
#include "portal-mock/records.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array)   (sizeof(array) / sizeof((array)[0]))
#define HOLDER_COLUMNS "id, name, phone, email, address, word"
#define CARD_COLUMNS                                                                               \
    "serial, holder, produced, stored, fee_paid, sealed_pins, sealed_key, asked, delivered"

static const char *const stored_names[] = {"issued", "saved", "stale", "deleted"};

const char *stored_name(enum stored stored)
{
    return stored_names[stored];
}

static size_t index_of(const char *const names[], size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return count - 1; /* what nobody knows is taken for the worst */
}

static void copy(char *to, size_t size, const char *from)
{
    (void)snprintf(to, size, "%s", from);
}

void card_row_free(struct card_row *card)
{
    blob_free(&card->sealed_pins);
    blob_free(&card->sealed_key);
}

/* ---- holders ---- */

static bool take_holder(void *context, const struct row *row)
{
    struct holder *holder = context;
    struct bytes word = row_bytes(row, 5);

    copy(holder->id, sizeof holder->id, row_text(row, 0));
    copy(holder->name, sizeof holder->name, row_text(row, 1));
    copy(holder->phone, sizeof holder->phone, row_text(row, 2));
    copy(holder->email, sizeof holder->email, row_text(row, 3));
    copy(holder->address, sizeof holder->address, row_text(row, 4));
    if (word.size == WORD_HASH)
        memcpy(holder->word, word.data, WORD_HASH);
    return false;
}

enum database_result holder_find(struct database *database, const char *id, struct holder *holder)
{
    const struct value values[] = {value_text(id)};

    return database_each(database, "SELECT " HOLDER_COLUMNS " FROM holder WHERE id = ?", values,
                         COUNT(values), take_holder, holder);
}

enum database_result holder_add(struct database *database, const struct holder *holder)
{
    const struct value values[] = {
        value_text(holder->id),      value_text(holder->name),
        value_text(holder->phone),   value_text(holder->email),
        value_text(holder->address), value_bytes(bytes_of(holder->word, WORD_HASH))};

    return database_run(database,
                        "INSERT INTO holder (" HOLDER_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?)", values,
                        COUNT(values));
}

enum database_result holder_update(struct database *database, const struct holder *holder)
{
    const struct value values[] = {value_text(holder->name),
                                   value_text(holder->phone),
                                   value_text(holder->email),
                                   value_text(holder->address),
                                   value_bytes(bytes_of(holder->word, WORD_HASH)),
                                   value_text(holder->id)};

    return database_run(database,
                        "UPDATE holder SET name = ?, phone = ?, email = ?, address = ?, word = ?"
                        " WHERE id = ?",
                        values, COUNT(values));
}

/* ---- cards ---- */

/* Fills in a card; false when memory is out. */
static bool read_card(const struct row *row, struct card_row *card)
{
    copy(card->serial, sizeof card->serial, row_text(row, 0));
    copy(card->holder, sizeof card->holder, row_text(row, 1));
    card->produced = row_number(row, 2);
    card->stored = (enum stored)index_of(stored_names, COUNT(stored_names), row_text(row, 3));
    card->fee_paid = row_number(row, 4) != 0;
    card->asked = row_number(row, 7) != 0;
    card->delivered = row_number(row, 8);
    return blob_copy(row_bytes(row, 5), &card->sealed_pins) &&
           blob_copy(row_bytes(row, 6), &card->sealed_key);
}

static bool take_card(void *context, const struct row *row)
{
    (void)read_card(row, context);
    return false;
}

enum database_result card_find(struct database *database, const char *serial, struct card_row *card)
{
    const struct value values[] = {value_text(serial)};

    *card = (struct card_row){0};
    return database_each(database, "SELECT " CARD_COLUMNS " FROM card WHERE serial = ?", values,
                         COUNT(values), take_card, card);
}

struct card_visit {
    card_fn *take;
    void *context;
};

static bool visit_card(void *context, const struct row *row)
{
    const struct card_visit *visit = context;
    struct card_row card = {0};
    bool more = read_card(row, &card) && visit->take(visit->context, &card);

    card_row_free(&card);
    return more;
}

enum database_result card_each(struct database *database, const char *holder, card_fn *take,
                               void *context)
{
    const struct value values[] = {value_text(holder)};
    struct card_visit visit = {take, context};

    return database_each(database,
                         "SELECT " CARD_COLUMNS " FROM card WHERE holder = ? ORDER BY rowid",
                         values, COUNT(values), visit_card, &visit);
}

enum database_result card_add(struct database *database, const struct card_row *card)
{
    const struct value values[] = {value_text(card->serial),
                                   value_text(card->holder),
                                   value_number(card->produced),
                                   value_text(stored_name(card->stored)),
                                   value_number(card->fee_paid),
                                   value_bytes(blob_bytes(&card->sealed_pins)),
                                   value_bytes(blob_bytes(&card->sealed_key)),
                                   value_number(card->asked),
                                   value_number(card->delivered)};

    return database_run(database,
                        "INSERT INTO card (" CARD_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        values, COUNT(values));
}

enum database_result card_set_stored(struct database *database, const char *serial,
                                     enum stored stored)
{
    const struct value values[] = {value_text(stored_name(stored)), value_text(serial)};
    bool gone = stored == STORED_STALE || stored == STORED_DELETED;

    return database_run(database,
                        gone ? "UPDATE card SET stored = ?, sealed_pins = x'' WHERE serial = ?"
                             : "UPDATE card SET stored = ? WHERE serial = ?",
                        values, COUNT(values));
}

enum database_result card_set_number(struct database *database, const char *serial,
                                     enum card_number which, int64_t value)
{
    static const char *const statements[] = {
        "UPDATE card SET fee_paid = ? WHERE serial = ?",
        "UPDATE card SET asked = ? WHERE serial = ?",
        "UPDATE card SET delivered = ? WHERE serial = ?",
    };
    const struct value values[] = {value_number(value), value_text(serial)};

    return database_run(database, statements[which], values, COUNT(values));
}

enum database_result card_take_fee(struct database *database, const char *serial)
{
    const struct value values[] = {value_text(serial)};

    return database_run(database, "UPDATE card SET fee_paid = 0 WHERE serial = ? AND fee_paid = 1",
                        values, COUNT(values));
}

/* ---- reports ---- */

static bool take_report(void *context, const struct row *row)
{
    copy(context, VERDICT, row_text(row, 0));
    return false;
}

enum database_result report_find(struct database *database, const char *card, char verdict[VERDICT])
{
    const struct value values[] = {value_text(card)};

    verdict[0] = '\0';
    enum database_result result =
        database_each(database, "SELECT verdict FROM report WHERE card = ?", values, COUNT(values),
                      take_report, verdict);
    return result == DATABASE_ABSENT ? DATABASE_OK : result;
}

enum database_result report_put(struct database *database, const char *card, int64_t received,
                                const char *verdict)
{
    const struct value values[] = {value_text(card), value_number(received), value_text(verdict)};

    return database_run(database,
                        "INSERT OR REPLACE INTO report (card, received, verdict) VALUES (?, ?, ?)",
                        values, COUNT(values));
}

/* ---- settings ---- */

static bool take_setting(void *context, const struct row *row)
{
    int64_t *value = context;

    *value = row_number(row, 0);
    return false;
}

enum database_result setting_get(struct database *database, const char *name, int64_t *value)
{
    const struct value values[] = {value_text(name)};

    return database_each(database, "SELECT value FROM setting WHERE name = ?", values,
                         COUNT(values), take_setting, value);
}

enum database_result setting_put(struct database *database, const char *name, int64_t value)
{
    const struct value values[] = {value_text(name), value_number(value)};

    return database_run(database, "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
                        values, COUNT(values));
}
