/* SPDX-License-Identifier: MIT */
/* The store in memory: see store_ram.h. */
#include "card/store_ram.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/secret.h"

struct cell {
    uint8_t *data; /* NULL: absent */
    size_t size;
    size_t room;
};

struct store_ram {
    struct cell *cells; /* by id */
    size_t count;
};

struct store_ram *store_ram_new(void)
{
    return calloc(1, sizeof(struct store_ram));
}

static void drop(struct cell *cell)
{
    if (!cell->data)
        return;
    secret_wipe(cell->data, cell->room);
    free(cell->data);
    *cell = (struct cell){NULL, 0, 0};
}

void store_ram_free(struct store_ram **store)
{
    if (!*store)
        return;
    for (size_t i = 0; i < (*store)->count; i++)
        drop(&(*store)->cells[i]);
    free((*store)->cells);
    free(*store);
    *store = NULL;
}

static enum store_result ram_load(void *context, uint32_t id, struct buf *value)
{
    const struct store_ram *store = context;

    if (id >= store->count || !store->cells[id].data)
        return STORE_ABSENT;
    return buf_add(value, bytes_of(store->cells[id].data, store->cells[id].size)) ? STORE_OK
                                                                                  : STORE_FAILED;
}

/* Makes sure that every id has a cell with room, before anything is written. */
static bool make_room(struct store_ram *store, const struct store_record *record)
{
    if (record->id >= store->count) {
        size_t count = (size_t)record->id + 16;
        struct cell *cells = calloc(count, sizeof *cells);
        if (!cells)
            return false;
        if (store->count > 0)
            memcpy(cells, store->cells, store->count * sizeof *cells);
        free(store->cells);
        store->cells = cells;
        store->count = count;
    }
    struct cell *cell = &store->cells[record->id];
    if (cell->room >= record->value.size && cell->data)
        return true;
    struct cell larger = {calloc(1, record->value.size + 1), cell->size, record->value.size + 1};
    if (!larger.data)
        return false;
    bool absent = !cell->data;
    if (!absent)
        memcpy(larger.data, cell->data, cell->size);
    drop(cell);
    *cell = larger;
    return true;
}

static enum store_result ram_commit(void *context, const struct store_record *records, size_t count)
{
    struct store_ram *store = context;

    for (size_t i = 0; i < count; i++)
        if (!make_room(store, &records[i]))
            return STORE_FAILED;
    for (size_t i = 0; i < count; i++) {
        struct cell *cell = &store->cells[records[i].id];
        if (records[i].value.size > 0)
            memcpy(cell->data, records[i].value.data, records[i].value.size);
        cell->size = records[i].value.size;
    }
    return STORE_OK;
}

struct store_port store_ram_port(struct store_ram *store)
{
    return (struct store_port){ram_load, ram_commit, store};
}
