/* SPDX-License-Identifier: MIT */
/* A link that answers as a test tells it to, and remembers what it was sent. */
#ifndef TESTS_UNIT_ENGINE_FAKE_LINK_H
#define TESTS_UNIT_ENGINE_FAKE_LINK_H

#include "sim/link/link.h"

struct fake_link {
    struct link link;
    /* Hexadecimal answers, one after the other; the last is repeated. "!" and a letter is a
     * failure: R removed, T timeout, B busy. */
    const char *const *answers;
    const char *atr; /* hexadecimal; NULL: no card */
    size_t sent;     /* commands so far */
    size_t resets;
    uint8_t last[LINK_COMMAND_MAX];
    size_t last_size;
    size_t pins; /* VERIFY commands with a body */
};

/* The link inside `fake`, which must outlive it; free leaves `fake` alone. */
struct link *fake_link_start(struct fake_link *fake, const char *atr, const char *const *answers);

#endif
