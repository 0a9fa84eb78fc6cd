/* SPDX-License-Identifier: MIT */
/* The store that loses its power: see cut_store.h. */
#include "conformance/explore/cut_store.h"

static enum store_result load(void *context, uint32_t id, struct buf *value)
{
    const struct cut_store *store = context;

    return store->dead ? STORE_FAILED : store->inner.load(store->inner.context, id, value);
}

/* Half a record: what the power left of it. */
static void tear(struct cut_store *store, const struct store_record *record)
{
    const struct store_record half = {record->id,
                                      bytes_slice(record->value, 0, record->value.size / 2)};

    store->dead = true;
    if (store->torn)
        (void)!store->inner.commit(store->inner.context, &half, 1);
}

static enum store_result commit(void *context, const struct store_record *records, size_t count)
{
    struct cut_store *store = context;

    for (size_t i = 0; i < count; i++) {
        if (!store->dead && store->writes == store->cut_at)
            tear(store, &records[i]);
        if (store->dead)
            return STORE_FAILED;
        enum store_result result = store->inner.commit(store->inner.context, &records[i], 1);
        if (result != STORE_OK)
            return result;
        store->writes++;
    }
    return STORE_OK;
}

struct store_port cut_store_port(struct cut_store *store)
{
    return (struct store_port){load, commit, store};
}

void cut_store_arm(struct cut_store *store, int cut_at)
{
    store->writes = 0;
    store->torn = cut_at >= CUT_TORN;
    store->cut_at = store->torn ? cut_at - CUT_TORN : cut_at;
    store->dead = false;
}
