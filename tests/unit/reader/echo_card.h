/* SPDX-License-Identifier: MIT */
/*
 * A card for tests of readers: answers each command with its own bytes and 9000, and
 * counts what it was asked. No rules, no secrets.
 */
#ifndef TESTS_UNIT_READER_ECHO_CARD_H
#define TESTS_UNIT_READER_ECHO_CARD_H

#include "sim/link/link.h"

#include <stdatomic.h>

struct echo_card {
    struct link link; /* hand out its address; never freed */
    atomic_uint resets;
    atomic_uint commands;
    atomic_uint power_offs;
    atomic_bool mute;     /* does not answer a reset */
    atomic_bool cuts;     /* answers commands with one byte alone */
    atomic_uint slowness; /* milliseconds for a command */
};

void echo_card_init(struct echo_card *card);
/* T=1 only, with its check byte: what pcscd wants of an ATR. */
extern const struct bytes echo_card_atr;

#endif
