/* SPDX-License-Identifier: MIT */
/* A store whose power can be cut: see torn_store.h. */
#include "tests/unit/card/torn_store.h"

#include <string.h>

static enum store_result torn_load(void *context, uint32_t id, struct buf *value)
{
    const struct torn_store *store = context;

    if (store->dead || id >= TORN_CELLS)
        return STORE_FAILED;
    if (!store->cells[id].present)
        return STORE_ABSENT;
    return buf_add(value, bytes_of(store->cells[id].data, store->cells[id].size)) ? STORE_OK
                                                                                  : STORE_FAILED;
}

static void land(struct torn_cell *cell, struct bytes value)
{
    if (value.size > 0)
        memcpy(cell->data, value.data, value.size);
    cell->size = value.size;
    cell->present = true;
}

/* The write in whose middle the power goes. */
static void tear(const struct torn_store *store, struct torn_cell *cell, struct bytes value)
{
    size_t before = cell->size;

    if (store->prefix == 0 && store->flip < 0)
        return;
    land(cell, bytes_slice(value, 0, store->prefix));
    if (store->mixed && before > cell->size)
        cell->size = before;
    if (store->flip >= 0)
        cell->data[store->flip / 8] ^= (uint8_t)(1 << store->flip % 8);
}

static enum store_result torn_commit(void *context, const struct store_record *records,
                                     size_t count)
{
    struct torn_store *store = context;

    for (size_t i = 0; i < count && !store->dead; i++) {
        struct torn_cell *cell = &store->cells[records[i].id];
        if (records[i].value.size > TORN_CELL || store->writes >= TORN_WRITES)
            return STORE_FAILED;
        store->sizes[store->writes++] = records[i].value.size;
        store->changed[records[i].id] = true;
        store->dead = store->writes == store->cut_at;
        if (store->dead)
            tear(store, cell, records[i].value);
        else
            land(cell, records[i].value);
    }
    if (store->dead)
        return STORE_FAILED;
    store->commits++;
    return STORE_OK;
}

struct store_port torn_port(struct torn_store *store)
{
    return (struct store_port){torn_load, torn_commit, store};
}

static void forget(struct torn_store *store)
{
    store->writes = 0;
    store->commits = 0;
    store->dead = false;
    store->cut_at = 0;
    store->prefix = 0;
    store->mixed = false;
    store->flip = -1;
    memset(store->changed, 0, sizeof store->changed);
}

void torn_keep(struct torn_store *store)
{
    memcpy(store->kept, store->cells, sizeof store->kept);
    forget(store);
}

void torn_rewind(struct torn_store *store)
{
    for (size_t i = 0; i < TORN_CELLS; i++)
        if (store->changed[i])
            store->cells[i] = store->kept[i];
    forget(store);
}

void torn_revive(struct torn_store *store)
{
    store->dead = false;
    store->cut_at = 0;
}
