/* SPDX-License-Identifier: MIT */
/* The store in one SQLite file: see store_sqlite.h. */
#include "card/store_sqlite.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    APPLICATION_ID = 0x414B4953, /* "AKIS" */
    SCHEMA = 1,
};

struct store_sqlite {
    sqlite3 *db;
    sqlite3_stmt *load;
    sqlite3_stmt *save;
};

const char *store_sqlite_text(enum store_sqlite_result result)
{
    switch (result) {
    case STORE_SQLITE_OK:
        return "done";
    case STORE_SQLITE_IN_USE:
        return "the card file is in use by another program: end that one first";
    case STORE_SQLITE_FOREIGN:
        return "the file is no card of ours: name another one";
    case STORE_SQLITE_NEWER:
        return "the card file was written by a later version: use that version";
    case STORE_SQLITE_DAMAGED:
        return "the card file is damaged: restore a copy, or make a new card";
    case STORE_SQLITE_FAILED:
        return "the card file cannot be opened or made: check path, rights and disk";
    }
    return "unknown";
}

static enum store_sqlite_result result_of(int code)
{
    switch (code & 0xFF) {
    case SQLITE_OK:
        return STORE_SQLITE_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return STORE_SQLITE_IN_USE;
    case SQLITE_NOTADB:
        return STORE_SQLITE_FOREIGN;
    case SQLITE_CORRUPT:
        return STORE_SQLITE_DAMAGED;
    default:
        return STORE_SQLITE_FAILED;
    }
}

static enum store_sqlite_result run(struct store_sqlite *store, const char *sql)
{
    return result_of(sqlite3_exec(store->db, sql, NULL, NULL, NULL));
}

static enum store_sqlite_result number(struct store_sqlite *store, const char *sql, int *value)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        *value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return result_of(code == SQLITE_ROW ? SQLITE_OK : code);
}

/* An empty file becomes a card file; any other must be one. */
static enum store_sqlite_result prepare(struct store_sqlite *store)
{
    int application = 0;
    int version = 0;
    int tables = 0;
    enum store_sqlite_result result = number(store, "PRAGMA application_id", &application);

    if (result == STORE_SQLITE_OK)
        result = number(store, "PRAGMA user_version", &version);
    if (result == STORE_SQLITE_OK)
        result = number(store, "SELECT count(*) FROM sqlite_schema", &tables);
    if (result != STORE_SQLITE_OK)
        return result;
    if (application == 0 && tables == 0)
        return run(store, "BEGIN IMMEDIATE;"
                          "CREATE TABLE record(id INTEGER PRIMARY KEY, value BLOB NOT NULL) STRICT;"
                          "PRAGMA application_id = 1095453011;"
                          "PRAGMA user_version = 1;"
                          "COMMIT");
    if (application != APPLICATION_ID)
        return STORE_SQLITE_FOREIGN;
    return version > SCHEMA ? STORE_SQLITE_NEWER : STORE_SQLITE_OK;
}

/* The exclusive lock is taken with the first write transaction and kept till the end. */
static enum store_sqlite_result set_up(struct store_sqlite *store)
{
    enum store_sqlite_result result =
        run(store, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;"
                   "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
                   "BEGIN EXCLUSIVE; COMMIT");

    if (result == STORE_SQLITE_OK)
        result = prepare(store);
    if (result == STORE_SQLITE_OK)
        result = result_of(sqlite3_prepare_v2(store->db, "SELECT value FROM record WHERE id = ?",
                                              -1, &store->load, NULL));
    if (result == STORE_SQLITE_OK)
        result = result_of(
            sqlite3_prepare_v2(store->db, "INSERT OR REPLACE INTO record(id, value) VALUES (?, ?)",
                               -1, &store->save, NULL));
    return result;
}

enum store_sqlite_result store_sqlite_open(const char *path, struct store_sqlite **store)
{
    struct store_sqlite *made = calloc(1, sizeof *made);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (fd >= 0)
        (void)close(fd);
    if (!made || fd < 0) {
        free(made);
        return STORE_SQLITE_FAILED;
    }
    enum store_sqlite_result result = result_of(
        sqlite3_open_v2(path, &made->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL));
    if (result == STORE_SQLITE_OK)
        result = set_up(made);
    if (result != STORE_SQLITE_OK) {
        store_sqlite_close(&made);
        return result;
    }
    *store = made;
    return STORE_SQLITE_OK;
}

void store_sqlite_close(struct store_sqlite **store)
{
    if (!*store)
        return;
    sqlite3_finalize((*store)->load);
    sqlite3_finalize((*store)->save);
    sqlite3_close((*store)->db);
    free(*store);
    *store = NULL;
}

static enum store_result sqlite_load(void *context, uint32_t id, struct buf *value)
{
    struct store_sqlite *store = context;
    enum store_result result = STORE_FAILED;

    sqlite3_reset(store->load);
    if (sqlite3_bind_int64(store->load, 1, id) != SQLITE_OK)
        return STORE_FAILED;
    int code = sqlite3_step(store->load);
    if (code == SQLITE_DONE)
        result = STORE_ABSENT;
    if (code == SQLITE_ROW) {
        struct bytes blob = bytes_of(sqlite3_column_blob(store->load, 0),
                                     (size_t)sqlite3_column_bytes(store->load, 0));
        result = buf_add(value, blob) ? STORE_OK : STORE_FAILED;
    }
    sqlite3_reset(store->load);
    return result;
}

static bool save(struct store_sqlite *store, const struct store_record *record)
{
    sqlite3_reset(store->save);
    bool saved = sqlite3_bind_int64(store->save, 1, record->id) == SQLITE_OK &&
                 sqlite3_bind_blob(store->save, 2, record->value.data, (int)record->value.size,
                                   SQLITE_STATIC) == SQLITE_OK &&
                 sqlite3_step(store->save) == SQLITE_DONE;
    sqlite3_reset(store->save);
    sqlite3_clear_bindings(store->save);
    return saved;
}

static enum store_result sqlite_commit(void *context, const struct store_record *records,
                                       size_t count)
{
    struct store_sqlite *store = context;
    bool saved = run(store, "BEGIN IMMEDIATE") == STORE_SQLITE_OK;

    for (size_t i = 0; i < count && saved; i++)
        saved = save(store, &records[i]);
    saved = saved && run(store, "COMMIT") == STORE_SQLITE_OK;
    if (!saved && !sqlite3_get_autocommit(store->db))
        (void)run(store, "ROLLBACK");
    return saved ? STORE_OK : STORE_FAILED;
}

struct store_port store_sqlite_port(struct store_sqlite *store)
{
    return (struct store_port){sqlite_load, sqlite_commit, store};
}
