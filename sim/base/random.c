/* SPDX-License-Identifier: MIT */
/* The port for randomness: see random.h. */
#include "sim/base/random.h"

#include <sys/random.h>

bool random_fill(const struct random_port *random, uint8_t *out, size_t size)
{
    return random->fill(random->context, out, size);
}

bool random_below(const struct random_port *random, uint32_t bound, uint32_t *out)
{
    uint32_t limit = UINT32_MAX - UINT32_MAX % bound;
    uint32_t value;

    do {
        uint8_t raw[4];
        if (!random_fill(random, raw, sizeof raw))
            return false;
        value = (uint32_t)raw[0] << 24 | (uint32_t)raw[1] << 16 | (uint32_t)raw[2] << 8 | raw[3];
    } while (value >= limit);
    *out = value % bound;
    return true;
}

static bool kernel_fill(void *context, uint8_t *out, size_t size)
{
    (void)context;
    while (size > 0) {
        ssize_t got = getrandom(out, size, 0);
        if (got <= 0)
            return false;
        out += got;
        size -= (size_t)got;
    }
    return true;
}

struct random_port random_kernel(void)
{
    return (struct random_port){kernel_fill, NULL};
}

static uint64_t splitmix(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static bool seeded_fill(void *context, uint8_t *out, size_t size)
{
    struct random_seeded *seeded = context;

    for (size_t i = 0; i < size; i++)
        out[i] = (uint8_t)splitmix(&seeded->state);
    return true;
}

struct random_port random_repeatable(struct random_seeded *seeded, uint64_t seed)
{
    seeded->state = seed;
    return (struct random_port){seeded_fill, seeded};
}
