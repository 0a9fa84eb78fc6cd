/* SPDX-License-Identifier: MIT */
/* The store in one SQLite file: see store_sqlite.h. */
#include "card/store_sqlite.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "card/crc32.h"

enum {
    APPLICATION_ID = 0x414B4953, /* "AKIS" */
    SCHEMA = 2,
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

/* The check of a record: over its id and its bytes, so that no row passes for another. */
static int64_t check_of(uint32_t id, struct bytes value)
{
    uint8_t raw[4] = {(uint8_t)(id >> 24), (uint8_t)(id >> 16), (uint8_t)(id >> 8), (uint8_t)id};

    return crc32_of(crc32_of(0, bytes_of(raw, 4)), value);
}

static void sql_check(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct bytes value =
        bytes_of(sqlite3_value_blob(values[1]), (size_t)sqlite3_value_bytes(values[1]));
    sqlite3_result_int64(context, check_of((uint32_t)sqlite3_value_int64(values[0]), value));
}

static enum store_sqlite_result make(struct store_sqlite *store)
{
    return run(store, "BEGIN IMMEDIATE;"
                      "CREATE TABLE record(id INTEGER PRIMARY KEY, value BLOB NOT NULL,"
                      " crc INTEGER NOT NULL DEFAULT 0) STRICT;"
                      "PRAGMA application_id = 1095453011;"
                      "PRAGMA user_version = 2;"
                      "COMMIT");
}

/* Schema 1 had no check beside a record's value. */
static enum store_sqlite_result upgrade(struct store_sqlite *store, int version)
{
    if (version > SCHEMA)
        return STORE_SQLITE_NEWER;
    if (version == SCHEMA)
        return STORE_SQLITE_OK;
    return run(store, "BEGIN IMMEDIATE;"
                      "ALTER TABLE record ADD COLUMN crc INTEGER NOT NULL DEFAULT 0;"
                      "UPDATE record SET crc = record_check(id, value);"
                      "PRAGMA user_version = 2;"
                      "COMMIT");
}

/* Empty, one of ours, or neither; reads alone, so that a foreign file stays as it is. */
static enum store_sqlite_result identify(struct store_sqlite *store, int *version)
{
    int application = 0;
    int tables = 0;
    enum store_sqlite_result result = number(store, "PRAGMA application_id", &application);

    if (result == STORE_SQLITE_OK)
        result = number(store, "PRAGMA user_version", version);
    if (result == STORE_SQLITE_OK)
        result = number(store, "SELECT count(*) FROM sqlite_schema", &tables);
    if (result != STORE_SQLITE_OK || application == APPLICATION_ID)
        return result;
    return application == 0 && *version == 0 && tables == 0 ? STORE_SQLITE_OK
                                                            : STORE_SQLITE_FOREIGN;
}

/* Every page and every row must be what was written. */
static enum store_sqlite_result check(struct store_sqlite *store)
{
    int faults = 0;
    enum store_sqlite_result result =
        number(store,
               "SELECT (SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok')"
               " + (SELECT count(*) FROM record WHERE crc <> record_check(id, value))",
               &faults);

    if (result == STORE_SQLITE_FAILED) /* no such table or column: not what we made */
        return STORE_SQLITE_DAMAGED;
    return result == STORE_SQLITE_OK && faults > 0 ? STORE_SQLITE_DAMAGED : result;
}

static enum store_sqlite_result prepare_statements(struct store_sqlite *store)
{
    static const char load[] = "SELECT value, crc FROM record WHERE id = ?";
    static const char save[] = "INSERT OR REPLACE INTO record(id, value, crc) VALUES (?, ?, ?)";
    enum store_sqlite_result result =
        result_of(sqlite3_prepare_v2(store->db, load, -1, &store->load, NULL));

    if (result == STORE_SQLITE_OK)
        result = result_of(sqlite3_prepare_v2(store->db, save, -1, &store->save, NULL));
    return result;
}

/* The exclusive lock is taken with the first write transaction and kept till the end. */
static enum store_sqlite_result set_up(struct store_sqlite *store)
{
    int version = 0;
    enum store_sqlite_result result = result_of(
        sqlite3_create_function(store->db, "record_check", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                NULL, sql_check, NULL, NULL));

    if (result == STORE_SQLITE_OK)
        result = run(store, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cell_size_check = ON");
    if (result == STORE_SQLITE_OK)
        result = identify(store, &version);
    if (result == STORE_SQLITE_OK)
        result = run(store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                            "PRAGMA secure_delete = ON; BEGIN EXCLUSIVE; COMMIT");
    if (result == STORE_SQLITE_OK)
        result = version == 0 ? make(store) : upgrade(store, version);
    if (result == STORE_SQLITE_OK)
        result = check(store);
    return result == STORE_SQLITE_OK ? prepare_statements(store) : result;
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
        bool sound = sqlite3_column_int64(store->load, 1) == check_of(id, blob);
        result = sound && buf_add(value, blob) ? STORE_OK : STORE_FAILED;
    }
    sqlite3_reset(store->load);
    return result;
}

static bool save(struct store_sqlite *store, const struct store_record *record)
{
    sqlite3_reset(store->save);
    bool saved =
        sqlite3_bind_int64(store->save, 1, record->id) == SQLITE_OK &&
        sqlite3_bind_blob(store->save, 2, record->value.data, (int)record->value.size,
                          SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_bind_int64(store->save, 3, check_of(record->id, record->value)) == SQLITE_OK &&
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
