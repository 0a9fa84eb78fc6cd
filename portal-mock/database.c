/* SPDX-License-Identifier: MIT */
/* The portal's records in SQLite: see database.h. */
#include "portal-mock/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { BUSY_MS = 2000, APPLICATION = 0x414B4953 /* "AKIS" */ };

struct database {
    sqlite3 *handle;
};

struct row {
    sqlite3_stmt *statement;
};

static const struct {
    int version;
    const char *sql;
} schema[] = {
#define SCHEMA(version, sql) {version, sql},
#include "portal-mock/schema.def"
#undef SCHEMA
};

struct value value_text(const char *text)
{
    return (struct value){.kind = VALUE_TEXT, .text = text};
}

struct value value_number(int64_t number)
{
    return (struct value){.kind = VALUE_NUMBER, .number = number};
}

struct value value_bytes(struct bytes bytes)
{
    return (struct value){.kind = VALUE_BYTES, .bytes = bytes};
}

const char *row_text(const struct row *row, int column)
{
    const unsigned char *text = sqlite3_column_text(row->statement, column);

    return text ? (const char *)text : "";
}

int64_t row_number(const struct row *row, int column)
{
    return sqlite3_column_int64(row->statement, column);
}

struct bytes row_bytes(const struct row *row, int column)
{
    const void *data = sqlite3_column_blob(row->statement, column);

    return bytes_of(data, (size_t)sqlite3_column_bytes(row->statement, column));
}

static enum database_result result_of(int code)
{
    switch (code & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return DATABASE_OK;
    case SQLITE_CONSTRAINT:
        return DATABASE_CONFLICT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
        return DATABASE_BUSY;
    default:
        return DATABASE_FAILED;
    }
}

static enum database_result execute(struct database *database, const char *sql)
{
    return result_of(sqlite3_exec(database->handle, sql, NULL, NULL, NULL));
}

static int bind(sqlite3_stmt *statement, int index, const struct value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
        return sqlite3_bind_text(statement, index, value->text, -1, SQLITE_STATIC);
    case VALUE_NUMBER:
        return sqlite3_bind_int64(statement, index, value->number);
    case VALUE_BYTES:
        return value->bytes.size == 0 ? sqlite3_bind_zeroblob(statement, index, 0)
                                      : sqlite3_bind_blob64(statement, index, value->bytes.data,
                                                            value->bytes.size, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

/* Steps until no row is left or wanted; `rows` counts them. */
static int step_all(sqlite3_stmt *statement, row_fn *take, void *context, size_t *rows)
{
    const struct row row = {statement};
    int code = sqlite3_step(statement);

    while (code == SQLITE_ROW) {
        ++*rows;
        if (take && !take(context, &row))
            return SQLITE_DONE;
        code = sqlite3_step(statement);
    }
    return code;
}

static enum database_result query(struct database *database, const char *sql,
                                  const struct value *values, size_t count, row_fn *take,
                                  void *context, size_t *rows)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(database->handle, sql, -1, &statement, NULL);

    for (size_t i = 0; code == SQLITE_OK && i < count; i++)
        code = bind(statement, (int)i + 1, &values[i]);
    if (code == SQLITE_OK)
        code = step_all(statement, take, context, rows);
    int closed = sqlite3_finalize(statement);
    if (code == SQLITE_DONE && closed != SQLITE_OK)
        code = closed;
    return result_of(code);
}

enum database_result database_run(struct database *database, const char *sql,
                                  const struct value *values, size_t count)
{
    size_t rows = 0;
    enum database_result result = query(database, sql, values, count, NULL, NULL, &rows);

    if (result == DATABASE_OK && sqlite3_changes(database->handle) == 0)
        return DATABASE_ABSENT;
    return result;
}

enum database_result database_each(struct database *database, const char *sql,
                                   const struct value *values, size_t count, row_fn *take,
                                   void *context)
{
    size_t rows = 0;
    enum database_result result = query(database, sql, values, count, take, context, &rows);

    return result == DATABASE_OK && rows == 0 ? DATABASE_ABSENT : result;
}

enum database_result database_begin(struct database *database)
{
    return execute(database, "BEGIN IMMEDIATE");
}

enum database_result database_end(struct database *database, enum database_result so_far)
{
    if (so_far == DATABASE_OK)
        so_far = execute(database, "COMMIT");
    if (so_far != DATABASE_OK)
        (void)execute(database, "ROLLBACK");
    return so_far;
}

static bool take_number(void *context, const struct row *row)
{
    int64_t *number = context;

    *number = row_number(row, 0);
    return false;
}

static enum database_result raise_schema(struct database *database, int64_t version)
{
    char pragma[96];
    enum database_result result = DATABASE_OK;

    for (size_t i = 0; i < sizeof schema / sizeof schema[0] && result == DATABASE_OK; i++) {
        if (schema[i].version <= version)
            continue;
        result = execute(database, schema[i].sql);
        (void)snprintf(pragma, sizeof pragma,
                       "PRAGMA user_version = %d; PRAGMA application_id = %d", schema[i].version,
                       APPLICATION);
        if (result == DATABASE_OK)
            result = execute(database, pragma);
    }
    return result;
}

/* Ours, and not newer than we are; then raised to the present version in one transaction. */
static enum database_result adopt(struct database *database)
{
    int64_t application = 0;
    int64_t version = 0;
    enum database_result result =
        database_each(database, "PRAGMA application_id", NULL, 0, take_number, &application);

    if (result == DATABASE_OK)
        result = database_each(database, "PRAGMA user_version", NULL, 0, take_number, &version);
    if (result != DATABASE_OK)
        return result;
    if ((version != 0 && application != APPLICATION) ||
        version > schema[sizeof schema / sizeof schema[0] - 1].version)
        return DATABASE_FAILED;
    result = database_begin(database);
    return result == DATABASE_OK ? database_end(database, raise_schema(database, version)) : result;
}

static enum database_result prepare(struct database *database)
{
    enum database_result result =
        execute(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                          "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
                          "PRAGMA foreign_keys = ON");

    return result == DATABASE_OK ? adopt(database) : result;
}

enum database_result database_open(const char *path, struct database **database)
{
    struct database *opened = calloc(1, sizeof *opened);
    enum database_result result = DATABASE_FAILED;
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (file >= 0)
        (void)close(file);
    if (!opened || file < 0)
        goto out;
    int code =
        sqlite3_open_v2(path, &opened->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, NULL);
    (void)sqlite3_busy_timeout(opened->handle, BUSY_MS);
    result = code == SQLITE_OK ? prepare(opened) : result_of(code);
out:
    if (result != DATABASE_OK)
        database_close(&opened);
    else
        *database = opened;
    return result;
}

void database_close(struct database **database)
{
    if (!*database)
        return;
    (void)sqlite3_close((*database)->handle);
    free(*database);
    *database = NULL;
}
