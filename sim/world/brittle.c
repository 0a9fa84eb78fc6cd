/* SPDX-License-Identifier: MIT */
/* A port before a port: see brittle.h. */
#include "sim/world/brittle.h"

static enum store_result load(void *context, uint32_t id, struct buf *value)
{
    const struct brittle *brittle = context;

    return brittle->inner.load(brittle->inner.context, id, value);
}

/* The first bytes of a write, record after record, the last one cut. */
static void land(const struct brittle *brittle, const struct store_record *records, size_t count,
                 int64_t bytes)
{
    for (size_t i = 0; i < count && bytes > 0; i++) {
        struct store_record record = records[i];
        record.value = bytes_slice(record.value, 0, (size_t)bytes);
        bytes -= (int64_t)record.value.size;
        if (brittle->inner.commit(brittle->inner.context, &record, 1) != STORE_OK)
            return;
    }
}

static enum store_result commit(void *context, const struct store_record *records, size_t count)
{
    struct brittle *brittle = context;
    int64_t amount;

    if (brittle->faults && faults_hit(brittle->faults, FAULT_DIES, &amount) && !brittle->died) {
        brittle->died = true;
        land(brittle, records, count, amount);
    }
    if (brittle->died)
        return STORE_FAILED;
    return brittle->inner.commit(brittle->inner.context, records, count);
}

struct store_port brittle_port(struct brittle *brittle, struct store_port inner)
{
    *brittle = (struct brittle){.inner = inner};
    return (struct store_port){load, commit, brittle};
}

void brittle_put(struct brittle *brittle, struct faults *faults)
{
    brittle->faults = faults;
    brittle->died = false;
}
