/* SPDX-License-Identifier: MIT */
/*
 * The port for what must survive a loss of power: numbered records, written a
 * transaction at a time. Adapters: RAM and SQLite (card/), and ones that tear.
 */
#ifndef SIM_BASE_STORE_H
#define SIM_BASE_STORE_H

#include "sim/base/bytes.h"

enum store_result {
    STORE_OK,
    STORE_ABSENT, /* no such record */
    STORE_FAILED, /* the medium refused, or what it holds is damaged */
};

struct store_record {
    uint32_t id;
    struct bytes value; /* borrowed for the call */
};

struct store_port {
    /* Appends the record's value to `value`. */
    enum store_result (*load)(void *context, uint32_t id, struct buf *value);
    /* Writes all of the records or none; when it returns STORE_OK they are safe. */
    enum store_result (*commit)(void *context, const struct store_record *records, size_t count);
    void *context;
};

#endif
