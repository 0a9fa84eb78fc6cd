/* SPDX-License-Identifier: MIT */
/* Writes what real cards answer as seeds for the hostile one: record_hostile FOLDER. */
#include "sim/world/world.h"
#include "tests/fuzz/engine/hostile_link.h"

#include <stdio.h>
#include <stdlib.h>

/* A link that passes everything on and writes the answers down. */
struct recorder {
    struct link link;
    struct link *inner;
    FILE *out;
};

static enum link_result record_reset(void *self, struct buf *atr)
{
    struct recorder *recorder = self;

    return link_reset(recorder->inner, atr);
}

static enum link_result record_power_off(void *self)
{
    struct recorder *recorder = self;

    return link_power_off(recorder->inner);
}

static enum link_result record_transmit(void *self, struct bytes command, struct buf *response)
{
    struct recorder *recorder = self;
    const size_t before = response->size;
    const enum link_result result = link_transmit(recorder->inner, command, response);
    const size_t size = result == LINK_OK ? response->size - before : 0xFF00;

    fputc((int)(size & 0xFF), recorder->out);
    fputc((int)(size >> 8), recorder->out);
    if (result == LINK_OK)
        fwrite(response->data + before, 1, size, recorder->out);
    return result;
}

static void record_free(void *self)
{
    struct recorder *recorder = self;

    link_free(&recorder->inner);
}

static const struct link_ops ops = {
    .reset = record_reset,
    .power_off = record_power_off,
    .transmit = record_transmit,
    .free = record_free,
};

static const struct {
    uint8_t atr;
    struct world_card_order order;
} seeds[] = {
    {0, {.profile = "v1.0", .produced = "2010-12-31"}                   },
    {0, {.profile = "v1.0", .produced = "2015-01-01", .state = "locked"}},
    {1, {.profile = "v2.2.8", .produced = "2010-12-31"}                 },
    {1, {.profile = "v2.2.8", .produced = "2009-01-01", .state = "dead"}},
    {2, {.profile = "v2.5", .key = "p384", .produced = "2020-01-01"}    },
};

int main(int argc, char **argv)
{
    struct world *world = NULL;

    if (argc != 2 || world_new(NULL, &world) != WORLD_OK)
        return 1;
    for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
        char path[1024], serial[WORLD_SERIAL];
        struct recorder recorder = {
            .link = {&ops, &recorder}
        };
        snprintf(path, sizeof path, "%s/card-%zu", argv[1], i);
        recorder.out = fopen(path, "w");
        if (!recorder.out || world_card_new(world, &seeds[i].order, serial) != WORLD_OK ||
            world_insert(world, serial, 0) != WORLD_OK ||
            world_link(world, 0, &recorder.inner) != WORLD_OK)
            return 1;
        fputc(seeds[i].atr, recorder.out);
        hostile_drive(&recorder.link);
        fclose(recorder.out);
    }
    world_free(&world);
    return 0;
}
