/* SPDX-License-Identifier: MIT */
/*
 * The portal's records in one SQLite file (WAL, secure_delete): statements with their
 * values, rows, transactions. The only file that knows SQLite. What the rows mean is known
 * to records.c.
 *
 * One thread at a time.
 */
#ifndef PORTAL_MOCK_DATABASE_H
#define PORTAL_MOCK_DATABASE_H

#include "sim/base/bytes.h"

struct database;

enum database_result {
    DATABASE_OK,
    DATABASE_ABSENT,   /* no such row */
    DATABASE_CONFLICT, /* a row of that name is there already */
    DATABASE_BUSY,     /* locked by someone else, full, or not to be written: nothing was done */
    DATABASE_FAILED,   /* damaged, foreign, of a newer version, or memory is out */
};

/* A statement's value; borrowed for the call. */
struct value {
    enum { VALUE_TEXT, VALUE_NUMBER, VALUE_BYTES } kind;
    const char *text; /* NULL: SQL's NULL */
    int64_t number;
    struct bytes bytes;
};
struct value value_text(const char *text);
struct value value_number(int64_t number);
struct value value_bytes(struct bytes bytes);

struct row;
const char *row_text(const struct row *row, int column); /* "" for NULL */
int64_t row_number(const struct row *row, int column);
struct bytes row_bytes(const struct row *row, int column);

/* Takes one row, which it may not keep. False: enough. */
typedef bool row_fn(void *context, const struct row *row);

/* Opens the file, made when missing (0600), and brings its schema to the present version. */
NODISCARD enum database_result database_open(const char *path, struct database **database);
void database_close(struct database **database);

/* Runs a statement that gives no rows. DATABASE_ABSENT when it changed none. */
NODISCARD enum database_result database_run(struct database *database, const char *sql,
                                            const struct value *values, size_t count);
/* Hands each row to `take`. DATABASE_ABSENT when there was none. */
NODISCARD enum database_result database_each(struct database *database, const char *sql,
                                             const struct value *values, size_t count, row_fn *take,
                                             void *context);

/* A transaction; not nested. database_end commits when `so_far` is DATABASE_OK, else undoes
 * all since database_begin, and returns what it came to. */
NODISCARD enum database_result database_begin(struct database *database);
NODISCARD enum database_result database_end(struct database *database, enum database_result so_far);

#endif
