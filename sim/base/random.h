/* SPDX-License-Identifier: MIT */
/*
 * The port for randomness: the kernel's for real use, or a repeatable stream from
 * a seed for tests that must replay. The repeatable one is no source of secrets.
 */
#ifndef SIM_BASE_RANDOM_H
#define SIM_BASE_RANDOM_H

#include "sim/base/bytes.h"

struct random_port {
    bool (*fill)(void *context, uint8_t *out, size_t size); /* false: none to be had */
    void *context;
};

/* Fills `size` bytes. False when the source fails; then `out` is not to be used. */
NODISCARD bool random_fill(const struct random_port *random, uint8_t *out, size_t size);

/* A number in [0, bound), without bias. `bound` > 0. */
NODISCARD bool random_below(const struct random_port *random, uint32_t bound, uint32_t *out);

/* The kernel's randomness. */
struct random_port random_kernel(void);

/* A repeatable stream (splitmix64). The state is the caller's and outlives the port. */
struct random_seeded {
    uint64_t state;
};
struct random_port random_repeatable(struct random_seeded *seeded, uint64_t seed);

#endif
